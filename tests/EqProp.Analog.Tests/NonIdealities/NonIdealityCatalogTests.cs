using EqProp.Analog.Circuits;
using EqProp.Analog.NonIdealities;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.NonIdealities;

/// <summary>The list of what is not ideal: complete, silent about what is not there, and with sizes that are computed here by hand.</summary>
public class NonIdealityCatalogTests
{
    private const double Boltzmann = 1.380649e-23;
    private const double Charge = 1.602176634e-19;

    [Fact]
    public void An_ideal_chip_has_none()
    {
        CircuitBlock circuit = Circuit();
        Assert.Empty(NonIdealityCatalog.Of(circuit));
        Assert.Equal("noise: none, all dies alike", NonIdealityCatalog.Headline(circuit));
    }

    [Fact]
    public void What_is_switched_off_is_not_listed()
    {
        CircuitBlock circuit = Circuit() with
        {
            Noise = new NoiseBlock { Thermal = new() { LeakExcess = 0, SynapseExcess = 0 }, Shot = new() { MembraneCurrent = 0 }, ReadOut = new() { Voltage = 0 } },
            Fabrication = new FabricationBlock { Die = 3, Faults = new(), Variations = [new() { Parameter = VariedParameter.LeakConductance, RelativeSigma = 0 }] },
            TemperatureModel = new(),
            Lines = [new()],
            Amplifiers = [new()],
        };
        Assert.Empty(NonIdealityCatalog.Of(circuit));
        Assert.False(NonIdealityCatalog.DiesDiffer(circuit));
    }

    // Every block of the description that can be away must show when it is there: a new one without an entry fails here.
    [Fact]
    public void Every_block_shows_where_it_stands()
    {
        string[] listed = [.. NonIdealityCatalog.Of(Everything()).Select(entry => entry.Path)];
        string[] expected =
        [
            .. Fields<NoiseBlock>("circuit.noise", "source", "fit", "sharedLines"), "circuit.noise.sharedLines[0]",
            .. Fields<FaultBlock>("circuit.fabrication.faults", "stuckOnWeight"),
            "circuit.fabrication.variations[0]", "circuit.fabrication.devices[0]", "circuit.fabrication.gradients[0]", "circuit.fabrication.corner",
            "circuit.amplifiers[0]", "circuit.compliance", "circuit.lines[0]", "circuit.temperatureModel",
        ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), listed.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_list_follows_the_time_at_which_things_act()
    {
        IReadOnlyList<NonIdeality> entries = NonIdealityCatalog.Of(Everything());
        Assert.Equal(entries.Select(entry => entry.Acts).Order(), entries.Select(entry => entry.Acts));
        Assert.Equal(ActingTime.Read, entries.Single(entry => entry.Path == "circuit.noise.readOut").Acts);
        Assert.All(entries, entry => Assert.NotEmpty(entry.Sizes));
        Assert.Equal(
            "noise: output buffer + thermal + shot + 1/f + telegraph + supply line + read-out, die 7, corner FF",
            NonIdealityCatalog.Headline(Everything()));
    }

    [Fact]
    public void Noise_has_the_size_that_a_leaky_membrane_shows()
    {
        CircuitBlock circuit = Everything();
        double capacitance = circuit.Neurons.MembraneCapacitance, leak = circuit.Neurons.LeakConductance;

        // 64.4 uV on 1 pF at 300 K, twice the variance with an excess of two.
        Assert.Equal(Math.Sqrt(2 * Boltzmann * 300 / capacitance), Size(circuit, "circuit.noise.thermal"), 1e-10);
        Assert.Equal(64.4e-6 * Math.Sqrt(2), Size(circuit, "circuit.noise.thermal"), 0.1e-6);

        // A junction of the leak's conductance, I = g kT/q, gives half of kT/C.
        double current = leak * Boltzmann * 300 / Charge;
        CircuitBlock junction = circuit with { Noise = new NoiseBlock { Shot = new() { MembraneCurrent = current } } };
        Assert.Equal(Math.Sqrt(Boltzmann * 300 / (2 * capacitance)), Size(junction, "circuit.noise.shot"), 1e-10);
    }

    [Fact]
    public void A_corner_alone_leaves_all_dies_alike()
    {
        FabricationBlock fabrication = Everything().Fabrication! with { Variations = null, Devices = null, Gradients = null, Faults = null };
        CircuitBlock circuit = Circuit() with { Fabrication = fabrication };
        Assert.False(NonIdealityCatalog.DiesDiffer(circuit));
        Assert.Equal("noise: none, all dies alike, corner FF", NonIdealityCatalog.Headline(circuit));
    }

    [Theory]
    [InlineData(0.0507, "", "sigma 5.07 %")]
    [InlineData(6.4359e-05, "V", "sigma 64.36 uV")]
    [InlineData(1.5e-14, "A/sqrt(Hz)", "sigma 1.5E-14 A/sqrt(Hz)")]
    public void A_size_reads_as_a_person_writes_it(double value, string unit, string text) =>
        Assert.Equal(text, new NonIdealitySize("sigma", value, unit).ToString());

    private static double Size(CircuitBlock circuit, string path) =>
        NonIdealityCatalog.Of(circuit).Single(entry => entry.Path == path).Sizes[0].Value;

    private static IEnumerable<string> Fields<TBlock>(string path, params string[] without) => typeof(TBlock).GetProperties()
        .Where(property => property.GetMethod!.IsPublic && !property.GetMethod.IsStatic)
        .Select(property => char.ToLowerInvariant(property.Name[0]) + property.Name[1..])
        .Except(without).Select(field => $"{path}.{field}");

    private static CircuitBlock Everything() => Circuit() with
    {
        Noise = new NoiseBlock
        {
            Thermal = new() { LeakExcess = 2 },
            Shot = new() { MembraneCurrent = 1e-9 },
            Flicker = new() { Current = 1e-12, LowestFrequency = 1, HighestFrequency = 1e6 },
            Telegraph = new() { Current = 1e-12, MeanTimeOn = 1e-3, MeanTimeOff = 1e-3 },
            SharedLines = [new() { Name = "supply", Voltage = 1e-3, Bandwidth = 1e6, Conductance = 1e-9 }],
            ReadOut = new() { Voltage = 1e-3 },
        },
        Fabrication = new FabricationBlock
        {
            Die = 7,
            Variations = [new() { Parameter = VariedParameter.SynapseGain, RelativeSigma = 0.05 }],
            Devices = [new() { Parameter = VariedParameter.LeakConductance, Width = 1e-6, Length = 1e-6, ThresholdCoefficient = 3.9e-9 }],
            Gradients = [new() { Parameter = VariedParameter.LeakConductance, Across = 0.02 }],
            Faults = new() { StuckOff = 0.01, StuckOn = 0.01, DeadNeurons = 0.01 },
            Corner = "FF",
            Corners = [new() { Name = "FF", LeakConductance = 1.2 }],
        },
        Lines = [new() { SummingCapacitance = 1e-15, OutputCapacitance = 1e-15, OutputResistance = 1e3 }],
        Amplifiers = [new() { Bandwidth = 1e6, SlewTime = 1e-6, OutputResistance = 100, InputNoise = 1e-6 }],
        Compliance = new() { Low = 0.1, High = 1.7 },
        TemperatureModel = new() { Subthreshold = true, Reference = 290, LeakageCurrent = 1e-12 },
    };

    private static CircuitBlock Circuit() =>
        CircuitLoader.Load(RepositoryRoot.Combine("circuits", "presets", "ideal-chip.json")).Description.Circuit;
}
