using EqProp.Analog.Circuits;
using EqProp.Analog.NonIdealities;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Circuits;

/// <summary>The figures that the chip presets state in their comments, computed back from the resolved files.</summary>
public class ChipPresetTests
{
    private const double Boltzmann = 1.380649e-23;
    private const double Charge = 1.602176634e-19;
    private const double ThermalVoltage = Boltzmann * 300 / Charge;

    public static TheoryData<string> Presets => ["ideal-chip", "chip-180nm", "chip-130nm", "chip-65nm-subthreshold", "board-discrete"];

    [Theory]
    [InlineData("ideal-chip", 1e-6)]
    [InlineData("chip-180nm", 1e-6)]
    [InlineData("chip-130nm", 6.72e-6)]
    [InlineData("chip-65nm-subthreshold", 73.9e-6)]
    [InlineData("board-discrete", 10e-6)]
    public void Time_constants_are_those_of_the_comments(string preset, double seconds)
    {
        NeuronBlock neurons = Load(preset).Neurons;
        Assert.Equal(seconds, neurons.MembraneCapacitance / neurons.LeakConductance, seconds * 0.002);
    }

    [Theory]
    [InlineData("chip-180nm", 0.051, 0.0127)]
    [InlineData("chip-130nm", 0.116, 0.029)]
    [InlineData("chip-65nm-subthreshold", 0.095, 0.0476)]
    public void A_current_spreads_as_the_comments_say(string preset, double atOneSquareMicron, double asDrawn)
    {
        DeviceBlock device = Devices(preset, VariedParameter.LeakConductance);
        double efficiency = device.Inversion == InversionKind.Weak ? 1 / (device.SlopeFactor * ThermalVoltage) : 2 / device.Overdrive;
        double one = Math.Sqrt(Math.Pow(efficiency * device.ThresholdCoefficient, 2) + Math.Pow(device.GainCoefficient, 2)) / 1e-6;
        double drawn = one / Math.Sqrt(device.Width * device.Length / 1e-12);
        Assert.Equal(atOneSquareMicron, one, 0.0006);
        Assert.Equal(asDrawn, drawn, 0.0003);

        // A mirror of two devices: what the chip draws with.
        ParameterSpread spread = ParameterSpread.Of(Load(preset)).Single(s => s.Parameter == VariedParameter.LeakConductance && s.IsOfDevices);
        Assert.Equal(drawn * Math.Sqrt(2), spread.Sigma, 1e-9);
    }

    [Theory]
    [InlineData("chip-180nm", 2.67, 105.2e-6)]
    [InlineData("chip-130nm", 2.6, 103.8e-6)]
    [InlineData("chip-65nm-subthreshold", 2.857, 108.8e-6)]
    [InlineData("board-discrete", 1, 2.035e-6)]
    public void A_membrane_is_as_noisy_as_its_capacitance_says(string preset, double excess, double rms)
    {
        CircuitBlock circuit = Load(preset);
        Assert.Equal(rms, Math.Sqrt(excess * Boltzmann * 300 / circuit.Neurons.MembraneCapacitance), rms * 0.001);
        NonIdeality thermal = NonIdealityCatalog.Of(circuit).Single(entry => entry.Path == "circuit.noise.thermal");
        Assert.Equal(rms, thermal.Sizes[0].Value, rms * 0.001);
    }

    // A pair below threshold: I tanh(V / (2 n kT/q)), so that its transconductance is I / (2 n kT/q); four of its transistors make 2 n kT/C.
    [Theory]
    [InlineData("chip-130nm", 1.3, 10e-9)]
    [InlineData("chip-65nm-subthreshold", 1 / 0.7, 1e-9)]
    public void Subthreshold_pairs_have_the_slope_and_the_noise_of_their_current(string preset, double slopeFactor, double current)
    {
        CircuitBlock circuit = Load(preset);
        double scale = 2 * slopeFactor * ThermalVoltage;
        Assert.Equal(scale, circuit.Neurons.VoltageSwing / circuit.Neurons.Activation!.Gain, scale * 0.001);
        Assert.Equal(current / scale, circuit.Neurons.LeakConductance, current / scale * 0.001);
        Assert.Equal(2 * slopeFactor, circuit.Noise!.Thermal!.LeakExcess, 0.001);
        Assert.Equal(slopeFactor, Devices(preset, VariedParameter.LeakConductance).SlopeFactor, 0.005);
    }

    [Fact]
    public void The_board_has_parts_of_one_and_five_percent_and_a_bipolar_pair()
    {
        CircuitBlock board = Load("board-discrete");
        Assert.Equal(2 * ThermalVoltage, board.Neurons.VoltageSwing / board.Neurons.Activation!.Gain, 1e-4);
        Assert.Equal(10e3, 1 / board.Neurons.LeakConductance, 1e-6);
        Assert.Equal(100e3, board.Amplifiers!.Single().Bandwidth);
        foreach ((VariedParameter parameter, double limit) in new[] { (VariedParameter.LeakConductance, 0.01), (VariedParameter.SynapseDirection, 0.01), (VariedParameter.MembraneCapacitance, 0.05) })
        {
            VariationBlock block = board.Fabrication!.Variations!.Single(variation => variation.Parameter == parameter);
            Assert.Equal(DistributionKind.Uniform, block.Distribution);
            Assert.Equal(limit, block.RelativeSigma!.Value * Math.Sqrt(3), limit * 0.002);
        }
    }

    [Theory]
    [MemberData(nameof(Presets))]
    public void Everything_that_is_not_ideal_says_where_it_comes_from(string preset)
    {
        IReadOnlyList<NonIdeality> entries = NonIdealityCatalog.Of(Load(preset));
        Assert.Equal(preset == "ideal-chip", entries.Count == 0);
        Assert.All(entries, entry => Assert.False(string.IsNullOrEmpty(entry.Source), entry.Path));
        Assert.All(entries, entry => Assert.NotNull(entry.Fit));
    }

    // Published by the foundry and read in its kit; all else is a rule of thumb or a round number.
    [Fact]
    public void Only_what_was_measured_says_so()
    {
        Assert.All(NonIdealityCatalog.Of(Load("chip-130nm")), entry => Assert.Equal(
            entry.Acts == ActingTime.Fabrication ? FitKind.Measured : FitKind.Assumed, entry.Fit));
        Assert.All(NonIdealityCatalog.Of(Load("chip-180nm")), entry => Assert.Equal(FitKind.Assumed, entry.Fit));
        Assert.All(NonIdealityCatalog.Of(Load("chip-65nm-subthreshold")), entry => Assert.Equal(FitKind.Assumed, entry.Fit));
    }

    private static DeviceBlock Devices(string preset, VariedParameter parameter) =>
        Load(preset).Fabrication!.Devices!.Single(device => device.Parameter == parameter);

    private static CircuitBlock Load(string preset) =>
        CircuitLoader.Load(RepositoryRoot.Combine("circuits", "presets", preset + ".json")).Description.Circuit;
}
