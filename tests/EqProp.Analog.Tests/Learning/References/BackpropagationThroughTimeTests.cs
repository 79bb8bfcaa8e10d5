using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Learning.References;
using EqProp.Analog.Networks;
using EqProp.Analog.TestKit;
using EqProp.Analog.Tests.Simulation;
using Xunit.Abstractions;

namespace EqProp.Analog.Tests.Learning.References;

/// <summary>Backpropagation through time, against finite differences of the unrolled network, and the nudged steps of a chip against it.</summary>
public class BackpropagationThroughTimeTests(ITestOutputHelper output)
{
    public static TheoryData<ForceForm, ActivationKind, string> Networks()
    {
        var data = new TheoryData<ForceForm, ActivationKind, string>();
        foreach (string shape in new[] { "layered", "recurrent", "elements" })
        {
            data.Add(ForceForm.EnergyBased, ActivationKind.HardSigmoid, shape);
            data.Add(ForceForm.EnergyBased, ActivationKind.Tanh, shape);
            data.Add(ForceForm.CurrentSumming, ActivationKind.Tanh, shape);
            data.Add(ForceForm.CurrentSumming, ActivationKind.Logistic, shape);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void It_equals_finite_differences_of_the_unrolled_network(ForceForm force, ActivationKind activation, string shape)
    {
        const double Epsilon = 0.15;
        const int Steps = 6;
        RandomNetwork drawn = Draw(force, activation, shape, 0);
        double[] start = [.. drawn.Equations.InitialState().Select((s, i) => 0.31 + 0.013 * i)];
        TimeGradient gradient = BackpropagationThroughTime.Compute(
            drawn.Equations, drawn.Inputs, drawn.Cost, drawn.Target, start, Epsilon, Steps);

        double CostFrom(NetworkEquations equations, double[] state, int steps)
        {
            for (int step = 0; step < steps; step++)
            {
                state = equations.Step(drawn.Inputs, state, Epsilon);
            }

            return equations.Cost(drawn.Cost, drawn.Target, state);
        }

        const int Before = 4;
        double[] from = start;
        for (int step = 0; step < Steps - Before; step++)
        {
            from = drawn.Equations.Step(drawn.Inputs, from, Epsilon);
        }

        for (int i = 0; i < from.Length; i++)
        {
            double slope = Central(delta => CostFrom(drawn.Equations, Moved(from, i, delta), Before));
            Assert.Equal(slope, gradient.ByState[Before][i], 1e-8);
        }

        foreach ((double[] values, double[] summed, int at, int mirror) in Some(drawn, Sum(drawn.Layout, gradient.ByParameters)))
        {
            double here = values[at];
            double slope = Central(delta =>
            {
                values[at] = values[mirror] = here + delta;
                double cost = CostFrom(new NetworkEquations(drawn.Layout, drawn.Parameters), start, Steps);
                values[at] = values[mirror] = here;
                return cost;
            });
            Assert.Equal(slope, summed[at], 1e-8);
        }
    }

    /// <summary>The published check: 10-50-5 tanh, steps of 0.08, beta 0.01, 5000 free and 80 nudged steps (Ernoult et al. 2019).</summary>
    [Fact]
    public void Nudged_steps_are_its_gradients_at_the_published_settings()
    {
        NetworkLayout layout = Layouts.Layered([10, 50, 5], new NeuronOptions(ForceForm.EnergyBased, ActivationKind.Tanh));
        RandomNetwork drawn = Rules.RuleBench.Rounded(Layouts.Draw(layout, 2)) with { Parameters = ParameterInitializer.Draw(layout, new InitializationBlock(), 1) };
        double[] errors = Errors(drawn, 0.08, 0.01, freeSteps: 5000, steps: 80);
        output.WriteLine($"10-50-5: relative mean-square error {string.Join(", ", errors.Select(e => e.ToString("G3", System.Globalization.CultureInfo.InvariantCulture)))}");
        Assert.All(errors, error => Assert.InRange(error, 0, 1e-3));
        Assert.All(Errors(drawn, 0.08, 1e-4, 5000, 80).Zip(errors), pair => Assert.InRange(pair.First, 0, pair.Second * 1e-3));
    }

    /// <summary>Both force forms, rails, time constants of their own, synapses within groups.</summary>
    [Theory]
    [InlineData(ForceForm.EnergyBased, ActivationKind.HardSigmoid, "layered")]
    [InlineData(ForceForm.EnergyBased, ActivationKind.Tanh, "recurrent")]
    [InlineData(ForceForm.CurrentSumming, ActivationKind.Tanh, "layered")]
    [InlineData(ForceForm.CurrentSumming, ActivationKind.Logistic, "recurrent")]
    public void Nudged_steps_are_its_gradients_in_both_force_forms(ForceForm force, ActivationKind activation, string shape) =>
        Assert.All(Errors(Draw(force, activation, shape, 3), 0.1, 1e-6, 4000, 15), error => Assert.InRange(error, 0, 1e-9));

    /// <summary>Negative control: where the two directions of a pair differ, they are not.</summary>
    [Fact]
    public void Nudged_steps_are_not_its_gradients_without_an_energy() =>
        Assert.Contains(Errors(Draw(ForceForm.CurrentSumming, ActivationKind.Tanh, "elements", 3), 0.1, 1e-6, 4000, 15), error => error > 1e-3);

    /// <summary>Mean squares of -dC/ds(T - t) less kappa / epsilon times the change of o over the step t, over those of the former, one a free group.</summary>
    private static double[] Errors(RandomNetwork drawn, double epsilon, double beta, int freeSteps, int steps)
    {
        NetworkLayout layout = drawn.Layout;
        using IPhysicalNetwork chip = Bench.PowerUp(layout, drawn.Parameters, 1, new BenchOptions(epsilon));
        chip.Clamp([.. drawn.Inputs.Select(x => (float)x)], [0]);
        chip.StartAtInitialState();
        chip.Settle(new PhaseLength(freeSteps));
        double[] start = chip.States(1)[0];
        TimeGradient gradient = BackpropagationThroughTime.Compute(drawn.Equations, drawn.Inputs, drawn.Cost, drawn.Target, start, epsilon, steps);
        NodeQuantity quantity = layout.Force == ForceForm.EnergyBased ? NodeQuantity.State : NodeQuantity.Activity;
        double[][] Outputs() => [.. Enumerable.Range(1, layout.Groups.Count - 1).Select(g => chip.Group(g, 1, quantity))];
        chip.Nudge(drawn.Cost, beta, [.. drawn.Target.Select(x => (float)x)]);
        double[] apart = new double[layout.Groups.Count - 1], along = new double[apart.Length];
        double[][] before = Outputs();
        for (int t = 0; t < steps; t++)
        {
            chip.Settle(new PhaseLength(1));
            double[][] now = Outputs();
            bool[] held = drawn.Equations.Held(drawn.Inputs, start);
            for (int g = 0, i = 0; g < apart.Length; g++)
            {
                for (int k = 0; k < now[g].Length; k++, i++)
                {
                    double expected = held[i] ? 0 : -gradient.ByState[t][i];
                    double change = layout.Groups[g + 1].Capacitance[k] / (beta * epsilon) * (now[g][k] - before[g][k]);
                    apart[g] += (expected - change) * (expected - change);
                    along[g] += expected * expected;
                }
            }

            before = now;
        }

        return [.. apart.Zip(along, (a, b) => a / b)];
    }

    private static RandomNetwork Draw(ForceForm force, ActivationKind activation, string shape, int seed)
    {
        var options = new NeuronOptions(force, activation, 1.2, Heterogeneous: true);
        NetworkLayout layout = shape switch
        {
            "layered" => Layouts.Layered([4, 7, 5, 3], options, seed),
            "recurrent" => Layouts.Recurrent(3, 6, 3, options, seed),
            _ => Layouts.Elements(3, 6, 3, options, seed),
        };
        return Rules.RuleBench.Rounded(Layouts.Draw(layout, seed));
    }

    private static double Central(Func<double, double> cost)
    {
        const double Step = 1e-5;
        return (cost(Step) - cost(-Step)) / (2 * Step);
    }

    private static double[] Moved(double[] state, int node, double delta)
    {
        double[] moved = (double[])state.Clone();
        moved[node] += delta;
        return moved;
    }

    // Some of every array, with the entry that is the same synapse.
    private static IEnumerable<(double[] Values, double[] Summed, int At, int Mirror)> Some(RandomNetwork drawn, NetworkParameters summed)
    {
        for (int c = 0; c < drawn.Layout.Couplings.Count; c++)
        {
            Coupling coupling = drawn.Layout.Couplings[c];
            int columns = drawn.Layout.Groups[coupling.Target].Size;
            bool paired = coupling.Kind == EdgeKind.Reciprocal && coupling.Source == coupling.Target;
            double[] slopes = summed.Weights[c];
            foreach (int at in Enumerable.Range(0, slopes.Length).Where(k => slopes[k] != 0).Take(6))
            {
                yield return (drawn.Parameters.Weights[c], slopes, at, paired ? at % columns * columns + at / columns : at);
            }
        }

        for (int g = 1; g < drawn.Layout.Groups.Count; g++)
        {
            yield return (drawn.Parameters.Biases[g], summed.Biases[g], 1, 1);
        }
    }

    private static NetworkParameters Sum(NetworkLayout layout, IReadOnlyList<NetworkParameters> parts)
    {
        var sum = new NetworkParameters(layout);
        foreach (NetworkParameters part in parts)
        {
            foreach (((_, double[] to), (_, double[] from)) in sum.Arrays().Zip(part.Arrays()))
            {
                for (int k = 0; k < to.Length; k++)
                {
                    to[k] += from[k];
                }
            }
        }

        return sum;
    }
}
