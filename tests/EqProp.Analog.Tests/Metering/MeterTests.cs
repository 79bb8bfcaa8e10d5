using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Simulation;
using EqProp.Analog.Simulation.Metering;
using EqProp.Analog.TestKit;
using EqProp.Analog.Tests.Simulation;

namespace EqProp.Analog.Tests.Metering;

/// <summary>What a meter may not change, closed forms, and what it refuses.</summary>
public class MeterTests
{
    private const double Capacitance = 1e-12;
    private const double Conductance = 1e-6;

    public static TheoryData<string> Names => MeteredNetworks.Names;

    private static IEnumerable<VectorWidth> Widths => Enum.GetValues<VectorWidth>().Where(VectorWidthSelection.IsAccelerated);

    [Theory]
    [MemberData(nameof(Names))]
    public void StatesHaveTheSameBitsWithAndWithout(string name)
    {
        RandomNetwork network = MeteredNetworks.Draw(name, 6);
        foreach (IntegrationMethod method in (IntegrationMethod[])[IntegrationMethod.Tsitouras, IntegrationMethod.Rosenbrock, IntegrationMethod.ExponentialRungeKutta2])
        {
            foreach (PrecisionKind precision in (PrecisionKind[])[PrecisionKind.Double, PrecisionKind.Single])
            {
                var options = new BenchOptions(Method: method, Precision: precision) { Tolerance = 1e-4 };
                Assert.True(Ends(network, options).SelectMany(x => x).SequenceEqual(Ends(network, options with { Meter = new() }).SelectMany(x => x)), $"{method}, {precision}");
            }
        }
    }

    [Theory]
    [InlineData(IntegrationMethod.Tsitouras)]
    [InlineData(IntegrationMethod.Rosenbrock)]
    public void EnergiesHaveTheSameBitsAtEveryWidth(IntegrationMethod method)
    {
        foreach (string name in (string[])["drawn/summing tanh/layered", "drawn/buffered tanh resistors/recurrent", "cells/ring", "extended/amplified resistors and Shockley diodes"])
        {
            RandomNetwork network = MeteredNetworks.Draw(name, 1);
            PhaseEnergy[][] all = [.. Widths.Select(width => MeteredNetworks.Run(network, new(Method: method) { Width = width, Tolerance = 1e-6 }).ToArray())];
            foreach (PhaseEnergy[] phases in all)
            {
                Assert.Equal(all[0].SelectMany(phase => phase.Layers), phases.SelectMany(phase => phase.Layers));
            }
        }
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(1)]
    [InlineData(30)]
    public void ChargingThroughAResistorDissipatesHalfOfWhatComesWhateverItsConductance(double weight)
    {
        const double Volts = 0.7;
        NetworkLayout drawn = Layouts.Layered([1, 1], ExtendedCircuits.Options("linear resistors") with { Heterogeneous = false });
        NetworkLayout layout = drawn with
        {
            WeightMaximum = 100,
            Groups = [drawn.Groups[0], drawn.Groups[1] with { Leak = [0] }],
            Map = new(new NeuronBlock { MembraneCapacitance = Capacitance, LeakConductance = Conductance, VoltageSwing = Volts }),
        };
        var parameters = new NetworkParameters(layout);
        parameters.Weights[0][0] = weight;
        var meter = new PhaseMeter();
        using IPhysicalNetwork chip = Bench.PowerUp(layout, parameters, 1, new(Method: IntegrationMethod.Tsitouras) { Tolerance = 1e-12, Meter = meter });
        chip.Clamp([1], [0]);
        chip.StartAtInitialState();
        chip.Settle(new((int)(400 / Math.Min(1, weight))));
        LayerEnergy total = meter.Take().Single(phase => phase.Phase == MeteredPhase.Free).Total;
        double half = Capacitance * Volts * Volts / 2;
        Assert.Equal(half, total.Stored, 1e-9 * half);
        Assert.Equal(half, total.SynapseResistors, 1e-9 * half);
        Assert.Equal(2 * half, total.Synapses, 1e-9 * half);
    }

    [Fact]
    public void ASettledResistiveNetworkDissipatesTheSumOfGTimesDVSquared()
    {
        RandomNetwork network = ExtendedCircuits.Layered("linear resistors", 8, 3, 5, 4, 2);
        Examples examples = Examples.Draw(network.Layout, 1, 1);
        var meter = new PhaseMeter();
        using IPhysicalNetwork chip = Bench.Start(network.Parameters, examples, new(Method: IntegrationMethod.Tsitouras) { Tolerance = 1e-12, Meter = meter });
        chip.Settle(new(4000));
        meter.Take();
        chip.Settle(new(500));
        PhaseEnergy phase = meter.Take().Single();
        double[] inputs = examples.Input(0);
        double[] states = [.. Enumerable.Range(1, 3).SelectMany(g => chip.Group(g, 1, NodeQuantity.State))];
        double expected = phase.Seconds * network.Layout.Map.Power * Dissipated(network, inputs, states);
        Assert.Equal(expected, phase.Total.Leak + phase.Total.SynapseResistors, 1e-9 * expected);
    }

    [Fact]
    public void OperatingPointsAreCostedWithTheStatedTime()
    {
        RandomNetwork network = DrawnChips.Draw("summing tanh", "layered", 4);
        Examples examples = Examples.Draw(network.Layout, 2, 1);
        var meter = new PhaseMeter { SettlingSeconds = 3e-6 };
        using IPhysicalNetwork chip = Bench.Start(network.Parameters, examples, new() { Settling = SettlingKind.SteadyState, Meter = meter });
        chip.Settle(new(1));
        PhaseEnergy rest = meter.Take().Single();
        var followed = new PhaseMeter();
        using IPhysicalNetwork moving = Bench.Start(network.Parameters, examples, new(Method: IntegrationMethod.Tsitouras) { Tolerance = 1e-11, Meter = followed });
        moving.Settle(new(3000));
        followed.Take();
        moving.Settle(new(30));
        PhaseEnergy still = followed.Take().Single();
        Assert.Equal(6e-6, rest.Seconds, 1e-15);
        Assert.Equal(still.Total.Leak, rest.Total.Leak, 1e-7 * still.Total.Leak);
        Assert.Equal(still.Total.Delivered, rest.Total.Delivered, 1e-7 * Math.Abs(still.Total.Delivered));
    }

    [Fact]
    public void OperatingPointsWithoutATimeAreRefused()
    {
        RandomNetwork network = DrawnChips.Draw("summing tanh", "layered", 4);
        using IPhysicalNetwork chip = Bench.Start(network.Parameters, Examples.Draw(network.Layout, 1, 1), new() { Settling = SettlingKind.SteadyState, Meter = new() });
        Assert.Equal("energy.settlingTime", Assert.Throws<InputException>(() => chip.Settle(new(1))).Violations[0].Code);
    }

    [Fact]
    public void StepsThatFollowNoTrajectoryAreRefused()
    {
        RandomNetwork network = DrawnChips.Draw("summing tanh", "layered", 4);
        InputException refused = Assert.Throws<InputException>(() => Bench.Start(network.Parameters, Examples.Draw(network.Layout, 1, 1), new() { Meter = new() }));
        Assert.Equal("energy.method", refused.Violations[0].Code);
    }

    [Fact]
    public void PuttingMembranesBackCostsHalfOfCTimesTheVoltageSquared()
    {
        RandomNetwork network = DrawnChips.Draw("summing hard sigmoid", "layered", 2);
        Examples examples = Examples.Draw(network.Layout, 2, 1);
        var meter = new PhaseMeter();
        using IPhysicalNetwork chip = Bench.Start(network.Parameters, examples, new(Method: IntegrationMethod.Tsitouras) { Meter = meter });
        chip.Settle(new(50));
        double[][] ends = chip.States(2);
        meter.Take();
        chip.StartAtInitialState();
        double expected = 0, unit = network.Layout.Map.Capacitance * network.Layout.Map.VoltageSwing * network.Layout.Map.VoltageSwing;
        double[][] starts = chip.States(2);
        NodeGroup[] groups = [.. network.Layout.Groups.Skip(1)];
        (NodeGroup Group, int Node)[] nodes = [.. groups.SelectMany(g => Enumerable.Range(0, g.Size).Select(i => (g, i)))];
        for (int example = 0; example < 2; example++)
        {
            for (int n = 0; n < nodes.Length; n++)
            {
                double move = (ends[example][n] - starts[example][n]) / nodes[n].Group.SlopeOf(nodes[n].Node);
                expected += unit * nodes[n].Group.Capacitance[nodes[n].Node] * move * move / 2;
            }
        }

        PhaseEnergy start = meter.Take().Single();
        Assert.Equal(MeteredPhase.Start, start.Phase);
        Assert.Equal(expected, start.Total.Dissipated, 1e-12 * expected);
        Assert.Equal(0, start.Total.Imbalance, 1e-12 * expected);
    }

    private static double[][] Ends(RandomNetwork network, BenchOptions options)
    {
        Examples examples = Examples.Draw(network.Layout, 5, 1);
        using IPhysicalNetwork chip = Bench.Start(network.Parameters, examples, options);
        chip.Settle(new(20));
        chip.Nudge(examples.Cost, 0.2, examples.Targets);
        chip.Settle(new(5));
        return chip.States(5);
    }

    /// <summary>Each leak and each resistor by itself, dimensionless.</summary>
    private static double Dissipated(RandomNetwork network, double[] inputs, double[] states)
    {
        NetworkLayout layout = network.Layout;
        double[][] volts = [inputs, .. layout.Groups.Skip(1).Select((group, g) => states.Skip(layout.Groups.Skip(1).Take(g).Sum(before => before.Size)).Take(group.Size).ToArray())];
        double sum = 0;
        for (int g = 1; g < layout.Groups.Count; g++)
        {
            sum += volts[g].Select((u, i) => layout.Groups[g].Leak[i] * u * u).Sum();
        }

        for (int c = 0; c < layout.Couplings.Count; c++)
        {
            Coupling coupling = layout.Couplings[c];
            for (int k = 0; k < network.Parameters.Weights[c].Length; k++)
            {
                (int i, int j) = Math.DivRem(k, layout.Groups[coupling.Target].Size);
                double across = volts[coupling.Source][i] - volts[coupling.Target][j];
                sum += network.Parameters.Weights[c][k] * across * across;
            }
        }

        return sum;
    }
}
