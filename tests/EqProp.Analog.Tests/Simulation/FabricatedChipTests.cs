using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Simulation;

/// <summary>Chips whose elements differ from the drawing against the equations of motion written out plainly.</summary>
public class FabricatedChipTests
{
    private const int Count = 7;

    public static TheoryData<string, string> Chips => DrawnChips.NamesAndShapes;

    public static TheoryData<string, PrecisionKind> Precisions
    {
        get
        {
            var data = new TheoryData<string, PrecisionKind>();
            foreach (string name in DrawnChips.All)
            {
                data.Add(name, PrecisionKind.Single);
                data.Add(name, PrecisionKind.Double);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Chips))]
    public void Euler_steps_equal_the_equations(string name, string shape)
    {
        RandomNetwork drawn = DrawnChips.Draw(name, shape, 5);
        Examples examples = Examples.Draw(drawn.Layout, Count, 5);
        using IPhysicalNetwork network = Bench.Start(drawn.Parameters, examples, new BenchOptions(0.02));
        NetworkEquations equations = drawn.Equations;
        StepComparison.Run(network, examples, 0.02, (inputs, state, nudge) => equations.Step(inputs, state, 0.02, nudge));
    }

    [Theory]
    [MemberData(nameof(Precisions))]
    public void Settled_states_are_operating_points(string name, PrecisionKind precision)
    {
        RandomNetwork drawn = DrawnChips.Draw(name, "layered", 7);
        Examples examples = Examples.Draw(drawn.Layout, Count, 7);
        using IPhysicalNetwork network = Bench.Start(drawn.Parameters, examples, new BenchOptions(0.03, Precision: precision));
        network.Nudge(examples.Cost, 0.2, examples.Targets);
        network.Settle(new PhaseLength(3000));
        double[][] reached = network.States(Count);
        for (int example = 0; example < Count; example++)
        {
            ReferenceEquilibrium expected = ReferenceEquilibrium.Settle(
                drawn.Equations, examples.Input(example), examples.Nudge(example, 0.2), reached[example]);
            Bench.AssertClose(expected.State, reached[example], precision == PrecisionKind.Double ? 1e-10 : 3e-5);
        }
    }

    [Theory]
    [InlineData(SettlingKind.Transient, IntegrationMethod.Tsitouras)]
    [InlineData(SettlingKind.SteadyState, IntegrationMethod.ProjectedEuler)]
    public void Other_engines_end_at_the_same_operating_points(SettlingKind settling, IntegrationMethod method)
    {
        foreach (string name in DrawnChips.All)
        {
            RandomNetwork drawn = DrawnChips.Draw(name, "layered", 8);
            Examples examples = Examples.Draw(drawn.Layout, 2, 8);
            var options = new BenchOptions(0.1, method) { Settling = settling };
            using IPhysicalNetwork network = Bench.Start(drawn.Parameters, examples, options);
            network.Settle(new PhaseLength(1000));
            double[][] reached = network.States(2);
            double[] expected = ReferenceEquilibrium.Settle(drawn.Equations, examples.Input(1), null, reached[1]).State;
            Bench.AssertClose(expected, reached[1], 1e-8);
        }
    }

    [Theory]
    [MemberData(nameof(Precisions))]
    public void What_synapses_conduct_follows_the_plasticity_unit(string name, PrecisionKind precision)
    {
        RandomNetwork drawn = DrawnChips.Draw(name, "layered", 9);
        Examples examples = Examples.Draw(drawn.Layout, Count, 9);
        using IPhysicalNetwork network = Bench.Start(drawn.Parameters, examples, new BenchOptions(0.02, Precision: precision));
        network.Settle(new PhaseLength(30));
        network.Hold(HoldSlot.Free);
        network.Nudge(examples.Cost, 0.5, examples.Targets);
        network.Settle(new PhaseLength(20));
        network.Hold(HoldSlot.Positive);
        double[] rates = [.. Enumerable.Repeat(0.7, 8)];
        network.Update(new(HoldSlot.Positive, HoldSlot.Free, 2, rates, rates, 0));
        network.ReleaseNudge();
        NetworkParameters written = network.ReadBack();
        Assert.True(written.Weights[1].Zip(drawn.Parameters.Weights[1], (a, b) => Math.Abs(a - b)).Max() > 1e-4);
        var equations = new NetworkEquations(drawn.Layout, written);
        double[][] states = network.States(Count);
        network.Settle(new PhaseLength(1));
        double[][] next = network.States(Count);
        for (int example = 0; example < Count; example++)
        {
            Bench.AssertClose(equations.Step(examples.Input(example), states[example], 0.02), next[example], precision == PrecisionKind.Double ? 1e-13 : 3e-7);
        }
    }

    [Fact]
    public void Learning_sees_what_is_written_alone()
    {
        RandomNetwork drawn = DrawnChips.Draw("summing tanh", "layered", 3);
        using IPhysicalNetwork network = Bench.PowerUp(drawn.Layout, drawn.Parameters, 1, new BenchOptions());
        Assert.Equal(drawn.Parameters.Weights[1], network.ReadBack().Weights[1]);
    }

    [Theory]
    [MemberData(nameof(Precisions))]
    public void Widths_and_threads_give_the_same_bits(string name, PrecisionKind precision)
    {
        RandomNetwork drawn = DrawnChips.Draw(name, "wide", 4);
        Examples examples = Examples.Draw(drawn.Layout, 13, 4);
        double[][] expected = Settled(VectorWidth.Scalar, 1);
        foreach (VectorWidth width in Enum.GetValues<VectorWidth>())
        {
            Assert.Equal(expected, Settled(width, 1));
            Assert.Equal(expected, Settled(width, 2));
        }

        double[][] Settled(VectorWidth width, int threads)
        {
            var options = new BenchOptions(0.05, Precision: precision) { Width = width, Threads = threads };
            using IPhysicalNetwork network = Bench.Start(drawn.Parameters, examples, options);
            network.Settle(new PhaseLength(20));
            return network.States(13);
        }
    }

    [Fact]
    public void Elements_that_are_all_as_drawn_change_no_bit()
    {
        RandomNetwork ideal = Layouts.Draw(Layouts.Layered([3, 17, 33, 2], DrawnChips.Options("summing tanh")), 4);
        NetworkLayout spelled = ideal.Layout with
        {
            Groups = [.. ideal.Layout.Groups.Select((group, g) => g == 0 ? group : group with
            {
                Slope = [.. group.Leak.Select(_ => 1.0)], Offset = new double[group.Size], OffsetCurrent = new double[group.Size],
            })],
        };
        Examples examples = Examples.Draw(ideal.Layout, 5, 5);
        Assert.Equal(Settled(ideal.Layout), Settled(spelled));

        double[][] Settled(NetworkLayout layout)
        {
            using IPhysicalNetwork network = Bench.Start(ideal.Parameters, examples with { Layout = layout }, new BenchOptions(0.1, Precision: PrecisionKind.Single));
            network.Settle(new PhaseLength(50));
            return network.States(5);
        }
    }
}
