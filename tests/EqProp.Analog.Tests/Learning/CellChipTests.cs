using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.Simulation;
using EqProp.Analog.Simulation.Ensembles;
using EqProp.Analog.TestKit;
using EqProp.Analog.Tests.NonIdealities;
using EqProp.Analog.Tests.Simulation;
using Xunit.Abstractions;

namespace EqProp.Analog.Tests.Learning;

/// <summary>The simulated chip of FitzHugh-Nagumo neurons: its phases and its plasticity unit against finite differences of the settled cost.</summary>
public class CellChipTests(ITestOutputHelper output)
{
    private const double Beta = 1e-3;
    private const double Rate = 1e-4;

    private static readonly CellOptions _diffusive =
        new() { Synapse = SynapseKind.Resistive, CouplesInhibitors = true, WeightMinimum = 0, PlasticLeak = true };

    [Theory]
    [InlineData("signed", false)]
    [InlineData("signed", true)]
    [InlineData("diffusive", false)]
    [InlineData("diffusive", true)]
    [InlineData("mismatched", false)]
    [InlineData("mismatched", true)]
    public void What_the_plasticity_unit_writes_is_a_step_down_the_gradient(string name, bool readsInhibitors)
    {
        CellOptions options = (name == "diffusive" ? _diffusive : new() { PlasticLeak = true }) with { ReadsInhibitors = readsInhibitors };
        NetworkLayout layout = CellLayouts.Layered([3, 4, 2], options);
        RandomNetwork network = CellNetworks.Draw(name == "mismatched" ? CellNetworks.Mismatched(layout, 0.3, 1) : layout, 5);
        NetworkParameters written = Learn(network);
        NetworkParameters steps = network.Parameters.Clone();
        foreach (((_, double[] before), (_, double[] after)) in steps.Arrays().Zip(written.Arrays()))
        {
            for (int k = 0; k < before.Length; k++)
            {
                before[k] = (before[k] - after[k]) / Rate;
            }
        }

        var comparison = new GradientComparison(steps, CellNetworks.Differences(network));
        output.WriteLine($"{name}: {comparison.Arrays.Max(array => array.RelativeError):g3}");
        Assert.Contains(comparison.Arrays, array => array.Name == "g4");
        Assert.All(comparison.Arrays, array => Assert.InRange(array.RelativeError, 0, 1e-5));
    }

    [Fact]
    public void A_chip_settles_where_the_reference_does_and_gammas_are_those_written()
    {
        RandomNetwork network = CellNetworks.Draw(CellLayouts.Layered([3, 4, 2], _diffusive), 3);
        using IPhysicalNetwork chip = PowerUp(network);
        chip.Settle(new PhaseLength(100_000, 1e-11));
        double[] expected = ReferenceEquilibrium.Settle(network.Equations, network.Inputs).State;
        double[] found = [.. Enumerable.Range(1, network.Layout.Groups.Count - 1).SelectMany(g => chip.Group(g, 1, NodeQuantity.State))];
        Bench.AssertClose(expected, found, 1e-9);
        Assert.Equal(network.Parameters.Leaks, chip.ReadBack().Leaks);
    }

    [Fact]
    public void Gammas_that_are_written_stay_positive()
    {
        RandomNetwork network = CellNetworks.Draw(CellLayouts.Layered([3, 4, 2], _diffusive), 3);
        using IPhysicalNetwork chip = PowerUp(network);
        NetworkParameters low = network.Parameters.Clone();
        low.Leaks[3][1] = -2;
        chip.Program(low);
        Assert.Equal(0.05, chip.ReadBack().Leaks[3][1]);
        Assert.Equal(low.Leaks[3][0], chip.ReadBack().Leaks[3][0]);

        chip.Settle(new PhaseLength(1000));
        chip.Hold(HoldSlot.Free);
        chip.Nudge(CostKind.SquaredError, 0.1, [.. network.Target.Select(d => (float)d)]);
        chip.Settle(new PhaseLength(1000));
        chip.Hold(HoldSlot.Positive);
        double[] none = new double[5];
        chip.Update(new(HoldSlot.Positive, HoldSlot.Free, 10, new double[3], none, 0) { LeakRates = [0, 0, 0, 1e6, 1e6] });
        double[] written = [.. chip.ReadBack().Leaks.SelectMany(leaks => leaks)];
        Assert.Contains(0.05, written);
        Assert.All(written, gamma => Assert.True(gamma >= 0.05));
        Assert.Equal(chip.ReadBack().Biases, network.Parameters.Biases);
    }

    // Each die has transconductors, and so nudges, of its own; a nudge that is taken away leaves no trace.
    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    public void Dies_of_an_ensemble_are_nudged_as_each_is_alone(double spread)
    {
        NetworkLayout layout = CellLayouts.Layered([3, 4, 2], new() { PlasticLeak = true, ReadsInhibitors = true });
        RandomNetwork network = CellNetworks.Draw(layout, 5);
        float[] inputs = [.. network.Inputs.Select(x => (float)x)], targets = [.. network.Target.Select(d => (float)d)];
        SimulationBlock simulation = new BenchOptions(0.1).Simulation;
        ChipInstance[] chips = [.. Enumerable.Range(1, 3).Select(die =>
            new ChipInstance(Fabrications.Describe(null) with { Simulation = simulation }, die, CellNetworks.Mismatched(layout, spread, die)))];
        using ChipEnsemble ensemble = ChipEnsemble.Of(chips, new SimulationOptions { Threads = 1 });
        ensemble.Program(network.Parameters);
        ensemble.Clamp(inputs);
        ensemble.StartAtInitialState();
        ensemble.Settle(new PhaseLength(2000));
        ensemble.Nudge(CostKind.SquaredError, 0.5, targets);
        ensemble.Settle(new PhaseLength(2000));
        double[][] nudged = [.. chips.Select((_, die) => StatesOf(ensemble, die))];
        ensemble.ReleaseNudge();
        ensemble.Settle(new PhaseLength(2000));
        for (int die = 0; die < chips.Length; die++)
        {
            using IPhysicalNetwork alone = SimulatedNetwork.Create(chips[die], 1, new SimulationOptions { Threads = 1 });
            alone.Program(network.Parameters);
            alone.Clamp(inputs, [0]);
            alone.StartAtInitialState();
            alone.Settle(new PhaseLength(2000));
            double[] free = alone.Group(4, 1, NodeQuantity.State);
            alone.Nudge(CostKind.SquaredError, 0.5, targets);
            alone.Settle(new PhaseLength(2000));
            Bench.AssertClose(alone.Group(4, 1, NodeQuantity.State), nudged[die], 1e-10);
            Bench.AssertClose(free, StatesOf(ensemble, die), 1e-10);
            Assert.True(Math.Abs(free[0] - nudged[die][0]) > 1e-3);
        }
    }

    private static double[] StatesOf(ChipEnsemble ensemble, int die)
    {
        var states = new double[2];
        ensemble.Read(die, 4, NodeQuantity.State, states);
        return states;
    }

    private static NetworkParameters Learn(RandomNetwork network)
    {
        NetworkLayout layout = network.Layout;
        using IPhysicalNetwork chip = PowerUp(network);
        var phase = new PhaseLength(400_000, 1e-12);
        float[] targets = [.. network.Target.Select(d => (float)d)];
        Assert.Equal(0, chip.Settle(phase).Unsettled);
        chip.Hold(HoldSlot.Free);
        foreach ((double beta, HoldSlot slot) in ((double, HoldSlot)[])[(Beta, HoldSlot.Positive), (-Beta, HoldSlot.Negative)])
        {
            chip.Recall(HoldSlot.Free);
            chip.Nudge(CostKind.SquaredError, beta, targets);
            Assert.Equal(0, chip.Settle(phase).Unsettled);
            chip.Hold(slot);
        }

        double[] Rates(int count) => [.. Enumerable.Repeat(Rate, count)];
        chip.Update(new(HoldSlot.Positive, HoldSlot.Negative, 1 / (2 * Beta), Rates(layout.Couplings.Count), Rates(layout.Groups.Count), 0)
        {
            LeakRates = Rates(layout.Groups.Count),
        });
        return chip.ReadBack();
    }

    private static IPhysicalNetwork PowerUp(RandomNetwork network)
    {
        IPhysicalNetwork chip = Bench.PowerUp(network.Layout, network.Parameters, 1, new BenchOptions(0.1));
        chip.Clamp([.. network.Inputs.Select(x => (float)x)], [0]);
        chip.StartAtInitialState();
        return chip;
    }
}
