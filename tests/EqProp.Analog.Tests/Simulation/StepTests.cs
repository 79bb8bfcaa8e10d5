using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Neurons;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Simulation;

/// <summary>Steps of the engine against the equations of motion written out plainly.</summary>
public class StepTests
{
    private const double Tolerance = 1e-12;
    private const int Count = 7;

    public static TheoryData<ForceForm, ActivationKind, string, bool> Networks() => Draws((_, _) => true);

    /// <summary>Runge-Kutta steps know no rails: the validator keeps the two apart.</summary>
    public static TheoryData<ForceForm, ActivationKind, string, bool> NetworksWithoutRails() =>
        Draws((force, activation) => !NeuronCatalog.HasRails(activation, force));

    private static TheoryData<ForceForm, ActivationKind, string, bool> Draws(Func<ForceForm, ActivationKind, bool> isWanted)
    {
        var data = new TheoryData<ForceForm, ActivationKind, string, bool>();
        foreach (ForceForm force in Enum.GetValues<ForceForm>())
        {
            foreach (ActivationKind activation in Enum.GetValues<ActivationKind>().Where(activation => isWanted(force, activation)))
            {
                foreach (string shape in new[] { "layered", "recurrent", "elements" })
                {
                    data.Add(force, activation, shape, false);
                    data.Add(force, activation, shape, true);
                }
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Euler_steps_equal_the_equations(ForceForm force, ActivationKind activation, string shape, bool crossEntropy)
    {
        (RandomNetwork drawn, Examples examples) = Draw(force, activation, shape, crossEntropy);
        var options = new BenchOptions(Epsilon: 0.23);
        using IPhysicalNetwork network = Bench.Start(drawn.Parameters, examples, options);
        NetworkEquations equations = drawn.Equations;
        Compare(network, examples, options.Epsilon, (inputs, state, nudge) => equations.Step(inputs, state, options.Epsilon, nudge));
    }

    [Theory]
    [MemberData(nameof(NetworksWithoutRails))]
    public void Runge_Kutta_steps_equal_the_formula(ForceForm force, ActivationKind activation, string shape, bool crossEntropy)
    {
        (RandomNetwork drawn, Examples examples) = Draw(force, activation, shape, crossEntropy);
        var options = new BenchOptions(Epsilon: 0.4, Method: IntegrationMethod.Rk4);
        using IPhysicalNetwork network = Bench.Start(drawn.Parameters, examples, options);
        NetworkEquations equations = drawn.Equations;
        Compare(network, examples, null, (inputs, state, nudge) =>
        {
            double[] k1 = equations.Rate(inputs, state, nudge);
            double[] k2 = equations.Rate(inputs, Moved(state, k1, options.Epsilon / 2), nudge);
            double[] k3 = equations.Rate(inputs, Moved(state, k2, options.Epsilon / 2), nudge);
            double[] k4 = equations.Rate(inputs, Moved(state, k3, options.Epsilon), nudge);
            double[] mean = [.. k1.Select((k, i) => (k + 2 * k2[i] + 2 * k3[i] + k4[i]) / 6)];
            return Moved(state, mean, options.Epsilon);
        });
    }

    [Fact]
    public void A_group_with_rails_and_one_without_may_be_coupled()
    {
        NetworkLayout layout = Layouts.Layered([3, 5, 4], new NeuronOptions(Heterogeneous: true));
        NodeGroup smooth = layout.Groups[2] with { Activation = ActivationKind.Tanh, Gain = 1.3, Threshold = 0.1 };
        layout = layout with { Groups = [layout.Groups[0], layout.Groups[1], smooth] };
        RandomNetwork drawn = Layouts.Draw(layout, 3);
        Examples examples = Examples.Draw(layout, Count, 3);
        using IPhysicalNetwork network = Bench.Start(drawn.Parameters, examples, new BenchOptions(0.3));
        NetworkEquations equations = drawn.Equations;
        Compare(network, examples, 0.3, (inputs, state, nudge) => equations.Step(inputs, state, 0.3, nudge));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Clamped_drive_equals_the_product_written_out_whether_inputs_are_sparse_or_dense(bool sparse)
    {
        foreach (int units in new[] { 1, 7, 16, 33, 130, 257 })
        {
            NetworkLayout layout = Layouts.Layered([40, units], new NeuronOptions(Activation: ActivationKind.Linear));
            RandomNetwork drawn = Layouts.Draw(layout, units);
            Examples examples = Examples.Draw(layout, 26, units);
            for (int k = 0; k < examples.Inputs.Length && sparse; k++)
            {
                examples.Inputs[k] = k % 9 == 0 && k / 40 != 5 ? examples.Inputs[k] : 0;
            }

            using IPhysicalNetwork network = Bench.PowerUp(layout, drawn.Parameters, 26, new BenchOptions(Epsilon: 1));
            network.Clamp(examples.Inputs, examples.Rows);
            network.StartAtInitialState();
            network.Settle(new PhaseLength(1));
            double[][] states = network.States(26);
            for (int example = 0; example < 26; example++)
            {
                double[] inputs = examples.Input(example);
                for (int unit = 0; unit < units; unit++)
                {
                    double sum = drawn.Parameters.Biases[1][unit];
                    for (int i = 0; i < inputs.Length; i++)
                    {
                        sum = Math.FusedMultiplyAdd(inputs[i], drawn.Parameters.Weights[0][i * units + unit], sum);
                    }

                    Assert.Equal(sum, states[example][unit]);
                }
            }
        }
    }

    private static (RandomNetwork Network, Examples Examples) Draw(ForceForm force, ActivationKind activation, string shape, bool crossEntropy)
    {
        var options = new NeuronOptions(force, activation, 1.7, 0.3, Heterogeneous: true, ReadOutClasses: crossEntropy ? 4 : 0);
        NetworkLayout layout = shape switch
        {
            "layered" => Layouts.Layered([6, 9, 5, 3], options, 11, (0, 2), (1, 3)),
            "recurrent" => Layouts.Recurrent(4, 18, 3, options, 12),
            _ => Layouts.Elements(4, 7, 3, options, 13),
        };
        return (Layouts.Draw(layout, 5), Examples.Draw(layout, Count, 5));
    }

    /// <summary>One free step, fifty, one nudged step, fifty.</summary>
    private static void Compare(
        IPhysicalNetwork network, Examples examples, double? epsilon, Func<double[], double[], OutputNudge?, double[]> step)
    {
        double[][] states = network.States(Count);
        Assert.True(states.SelectMany(s => s).Distinct().Count() > Count);
        Advance(1, null);
        Advance(49, null);
        network.Nudge(examples.Cost, 0.7, examples.Targets);
        Advance(1, 0.7);
        Advance(50, 0.7);
        network.Nudge(examples.Cost, -0.3, examples.Targets);
        Advance(3, -0.3);
        network.ReleaseNudge();
        Advance(2, null);

        void Advance(int steps, double? beta)
        {
            SettlingOutcome outcome = network.Settle(new PhaseLength(steps));
            double[][] reached = network.States(Count);
            double[] residuals = new double[Count];
            for (int example = 0; example < Count; example++)
            {
                OutputNudge? nudge = beta is double b ? examples.Nudge(example, b) : null;
                for (int k = 0; k < steps; k++)
                {
                    double[] before = states[example];
                    states[example] = step(examples.Input(example), before, nudge);
                    residuals[example] = before.Zip(states[example], (a, c) => Math.Abs(c - a)).Max() / (epsilon ?? 1);
                }

                Bench.AssertClose(states[example], reached[example], Tolerance);
            }

            Assert.Equal(steps, outcome.MeanSteps);
            if (epsilon is not null)
            {
                Assert.Equal(residuals.Max(), outcome.MaxResidual, 10 * Tolerance);
                Assert.Equal(residuals.Average(), outcome.MeanResidual, 10 * Tolerance);
            }
        }
    }

    private static double[] Moved(double[] state, double[] rate, double time) => [.. state.Select((s, i) => s + time * rate[i])];
}
