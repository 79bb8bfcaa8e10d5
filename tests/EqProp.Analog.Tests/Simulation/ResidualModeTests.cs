using EqProp.Analog.Networks;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Simulation;

/// <summary>Phases that end when an example has settled.</summary>
public class ResidualModeTests
{
    private const int Count = 29;
    private const double Epsilon = 0.2;
    private static readonly PhaseLength Length = new(300, 1e-4);

    private readonly RandomNetwork _drawn;
    private readonly Examples _examples;

    public ResidualModeTests()
    {
        _drawn = Layouts.Draw(Layouts.Recurrent(4, 9, 3, new NeuronOptions(Heterogeneous: true)), 8);
        _examples = Examples.Draw(_drawn.Layout, Count, 8);
    }

    [Fact]
    public void Every_example_stops_at_its_own_step_whatever_else_is_in_the_batch()
    {
        using IPhysicalNetwork network = Bench.PowerUp(_drawn.Layout, _drawn.Parameters, Count, new BenchOptions(Epsilon));
        (double[][] together, SettlingOutcome outcome) = Settle(network, _examples.Rows, Length);
        Assert.InRange(outcome.MaxResidual, 1e-12, 1e-4);
        Assert.Equal(0, outcome.Unsettled);
        List<int> steps = [];
        for (int example = 0; example < Count; example++)
        {
            (double[] state, int taken) = Reference(example);
            steps.Add(taken);
            (double[][] alone, SettlingOutcome own) = Settle(network, [example], Length);
            Assert.Equal(taken, own.MeanSteps);
            Assert.Equal(alone[0], together[example]);
            Bench.AssertClose(state, alone[0], 1e-12);
        }

        Assert.True(steps.Distinct().Count() > 3);
        Assert.InRange(steps.Max(), 10, Length.Steps - 1);
        Assert.Equal(steps.Average(), outcome.MeanSteps, 1e-12);
    }

    [Fact]
    public void Permuting_the_examples_permutes_the_result()
    {
        using IPhysicalNetwork network = Bench.PowerUp(_drawn.Layout, _drawn.Parameters, Count, new BenchOptions(Epsilon));
        (double[][] inOrder, SettlingOutcome outcome) = Settle(network, _examples.Rows, Length);
        int[] order = [.. _examples.Rows.Select(row => row * 7 % Count)];
        (double[][] permuted, SettlingOutcome other) = Settle(network, order, Length);
        for (int k = 0; k < Count; k++)
        {
            Assert.Equal(inOrder[order[k]], permuted[k]);
        }

        Assert.Equal(outcome.MaxResidual, other.MaxResidual);
        Assert.Equal(outcome.MeanSteps, other.MeanSteps);
    }

    [Fact]
    public void Examples_that_run_out_of_steps_are_counted()
    {
        int[] taken = [.. _examples.Rows.Select(example => Reference(example).Steps)];
        int limit = (int)taken.Average();
        using IPhysicalNetwork network = Bench.PowerUp(_drawn.Layout, _drawn.Parameters, Count, new BenchOptions(Epsilon));
        (_, SettlingOutcome outcome) = Settle(network, _examples.Rows, Length with { Steps = limit });
        Assert.Equal(taken.Count(t => t > limit), outcome.Unsettled);
        Assert.InRange(outcome.Unsettled, 1, Count - 1);
        Assert.True(outcome.MaxResidual > 1e-4);
        Assert.Equal(taken.Average(t => Math.Min(t, limit)), outcome.MeanSteps, 1e-12);
    }

    private (double[][] States, SettlingOutcome Outcome) Settle(IPhysicalNetwork network, int[] rows, PhaseLength length)
    {
        network.Clamp(_examples.Inputs, rows);
        network.StartAtRandom(1, rows);
        SettlingOutcome outcome = network.Settle(length);
        return (network.States(rows.Length), outcome);
    }

    /// <summary>The same, one step at a time in the equations.</summary>
    private (double[] State, int Steps) Reference(int example)
    {
        using IPhysicalNetwork network = Bench.PowerUp(_drawn.Layout, _drawn.Parameters, 1, new BenchOptions(Epsilon));
        network.Clamp(_examples.Inputs, [example]);
        network.StartAtRandom(1, [example]);
        double[] state = network.States(1)[0];
        NetworkEquations equations = _drawn.Equations;
        for (int step = 1; ; step++)
        {
            double[] next = equations.Step(_examples.Input(example), state, Epsilon);
            double residual = next.Zip(state, (a, b) => Math.Abs(a - b)).Max() / Epsilon;
            state = next;
            if (residual <= Length.Residual)
            {
                return (state, step);
            }
        }
    }
}
