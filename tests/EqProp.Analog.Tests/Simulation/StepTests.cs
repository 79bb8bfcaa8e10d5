using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Neurons;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Simulation;

/// <summary>Steps of the engine against the equations of motion written out plainly.</summary>
public class StepTests
{
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
        StepComparison.Run(network, examples, options.Epsilon, (inputs, state, nudge) => equations.Step(inputs, state, options.Epsilon, nudge));
    }

    [Theory]
    [MemberData(nameof(NetworksWithoutRails))]
    public void Runge_Kutta_steps_equal_the_formula(ForceForm force, ActivationKind activation, string shape, bool crossEntropy)
    {
        (RandomNetwork drawn, Examples examples) = Draw(force, activation, shape, crossEntropy);
        var options = new BenchOptions(Epsilon: 0.4, Method: IntegrationMethod.Rk4);
        using IPhysicalNetwork network = Bench.Start(drawn.Parameters, examples, options);
        NetworkEquations equations = drawn.Equations;
        StepComparison.Run(network, examples, null, (inputs, state, nudge) => StepComparison.RungeKutta(equations, inputs, state, nudge, options.Epsilon));
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
        StepComparison.Run(network, examples, 0.3, (inputs, state, nudge) => equations.Step(inputs, state, 0.3, nudge));
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
}
