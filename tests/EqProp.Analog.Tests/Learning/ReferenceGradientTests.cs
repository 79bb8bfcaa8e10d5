using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Learning;

public class ReferenceGradientTests
{
    public static TheoryData<ForceForm, ActivationKind, string, bool> Networks()
    {
        var data = new TheoryData<ForceForm, ActivationKind, string, bool>();
        foreach (ForceForm force in Enum.GetValues<ForceForm>())
        {
            foreach (ActivationKind activation in Enum.GetValues<ActivationKind>())
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
    public void Adjoint_equals_central_differences(ForceForm force, ActivationKind activation, string shape, bool crossEntropy)
    {
        var options = new NeuronOptions(force, activation, 1.3, 0.2, Heterogeneous: true, ReadOutClasses: crossEntropy ? 3 : 0);
        int compared = 0;
        for (int seed = 1; compared < 3; seed++)
        {
            RandomNetwork network = Layouts.Draw(Shape(shape, options, seed), seed, rowSum: 0.6);
            NetworkEquations equations = network.Equations;
            if (equations.KinkDistance(network.Inputs, ReferenceEquilibrium.Settle(equations, network.Inputs).State) < 1e-3)
            {
                continue;
            }

            NetworkParameters adjoint = ReferenceGradient.Adjoint(equations, network.Inputs, network.Cost, network.Target);
            NetworkParameters differences = ReferenceGradient.FiniteDifference(equations, network.Inputs, network.Cost, network.Target);
            var comparison = new GradientComparison(adjoint, differences);
            Assert.True(comparison.Total.ReferenceNorm > 1e-3);
            Assert.InRange(comparison.Total.RelativeError, 0, 1e-7);
            compared++;
        }
    }

    [Fact]
    public void Pair_within_a_group_holds_one_derivative_twice()
    {
        RandomNetwork network = Layouts.Draw(Layouts.Recurrent(3, 4, 2, new NeuronOptions(Activation: ActivationKind.Tanh)), 5);
        double[] within = ReferenceGradient.Adjoint(network.Equations, network.Inputs, network.Cost, network.Target).Weights[2];
        Assert.NotEqual(0, within[1]);
        for (int i = 0; i < 4; i++)
        {
            Assert.Equal(0, within[i * 5]);
            for (int j = 0; j < i; j++)
            {
                Assert.Equal(within[i * 4 + j], within[j * 4 + i]);
            }
        }
    }

    [Fact]
    public void Synapses_that_learning_may_not_write_have_no_gradient()
    {
        RandomNetwork network = Layouts.Draw(Layouts.Elements(3, 6, 2, new NeuronOptions(Activation: ActivationKind.Tanh)), 5);
        NetworkParameters gradient = ReferenceGradient.Adjoint(network.Equations, network.Inputs, network.Cost, network.Target);
        for (int c = 0; c < gradient.Weights.Length; c++)
        {
            IReadOnlyList<bool> plastic = network.Layout.Couplings[c].Plastic!;
            Assert.All(gradient.Weights[c].Where((_, k) => !plastic[k]), value => Assert.Equal(0, value));
            Assert.Contains(gradient.Weights[c], value => value != 0);
        }
    }

    [Fact]
    public void Gradient_of_one_linear_node_is_the_formula()
    {
        // s = (w x + b) / lambda, C = (s - d)^2 / 2.
        NetworkLayout layout = Layouts.Layered([1, 1], new NeuronOptions(Activation: ActivationKind.Linear, Heterogeneous: true), 4);
        var parameters = new NetworkParameters(layout);
        parameters.Weights[0][0] = 0.7;
        parameters.Biases[1][0] = 0.1;
        double leak = layout.Groups[1].Leak[0];
        double state = (0.7 * 0.5 + 0.1) / leak;
        NetworkParameters gradient = ReferenceGradient.Adjoint(new(layout, parameters), [0.5], CostKind.SquaredError, [0.9]);
        Assert.Equal((state - 0.9) / leak * 0.5, gradient.Weights[0][0], 1e-14);
        Assert.Equal((state - 0.9) / leak, gradient.Biases[1][0], 1e-14);
    }

    private static NetworkLayout Shape(string shape, NeuronOptions options, int seed) => shape switch
    {
        "layered" => Layouts.Layered([4, 5, 4, 3], options, seed, (0, 2), (1, 3)),
        "recurrent" => Layouts.Recurrent(3, 4, 3, options, seed),
        _ => Layouts.Elements(3, 5, 3, options, seed),
    };
}
