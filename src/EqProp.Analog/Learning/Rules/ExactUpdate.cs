using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Learning.Rules;

/// <summary>A step down an estimate that is computed beside the chip: free states are read from it, conductances read back and written.</summary>
internal static class ExactUpdate
{
    /// <summary>Most free nodes: each example takes dense solves of that size.</summary>
    public const int MostNodes = 500;

    /// <summary>Writes all parameters down the mean of an estimate over the minibatch.</summary>
    /// <param name="network">The chip, at its free states.</param>
    /// <param name="step">Targets and rates.</param>
    /// <param name="estimate">The estimate of one example.</param>
    public static void Write(IPhysicalNetwork network, LearningStep step, ExampleEstimate estimate)
    {
        NetworkLayout layout = network.Layout;
        NetworkParameters parameters = network.ReadBack();
        var equations = new NetworkEquations(layout, parameters);
        int examples = step.Targets.Length / layout.AnswerCount;
        var signals = new double[layout.Groups.Count][];
        for (int g = 0; g < signals.Length; g++)
        {
            signals[g] = new double[examples * layout.Groups[g].Size];
            network.Read(g, NodeQuantity.State, signals[g]);
        }

        double[] Of(int example, int group) => signals[group].AsSpan(example * layout.Groups[group].Size, layout.Groups[group].Size).ToArray();
        for (int e = 0; e < examples; e++)
        {
            double[] state = [.. Enumerable.Range(1, signals.Length - 1).SelectMany(g => Of(e, g))];
            double[] target = [.. step.Targets.Slice(e * layout.AnswerCount, layout.AnswerCount).ToArray().Select(value => (double)value)];
            Move(parameters, estimate(equations, Of(e, 0), target, state), step.Rates, examples);
        }

        network.Program(parameters);
    }

    /// <summary>Refuses circuits that are too large.</summary>
    public static void RequireSmall(CircuitDescription description, LearningRuleKind rule)
    {
        int nodes = LayoutBuilder.Build(description).FreeCount;
        if (nodes > MostNodes)
        {
            throw new InputException(
                "learning.rule", "learning.rule",
                $"The rule {LearningRuleFit.Name(rule)} solves a dense system of all free nodes for each example and takes at most {MostNodes}; this circuit has {nodes}.",
                "Use a smaller circuit, or a rule that the chip itself carries out, such as vectorField.");
        }
    }

    private static void Move(NetworkParameters parameters, NetworkParameters gradient, LearningRates rates, int examples)
    {
        for (int c = 0; c < parameters.Weights.Length; c++)
        {
            Move(parameters.Weights[c], gradient.Weights[c], rates.Weights[c] / examples);
        }

        for (int g = 1; g < parameters.Biases.Length; g++)
        {
            Move(parameters.Biases[g], gradient.Biases[g], rates.Biases[g] / examples);
            Move(parameters.Leaks[g], gradient.Leaks[g], rates.Leaks[g] / examples);
        }

        Move(parameters.ReadOutWeights, gradient.ReadOutWeights, rates.ReadOut / examples);
        Move(parameters.ReadOutBiases, gradient.ReadOutBiases, rates.ReadOut / examples);
    }

    private static void Move(double[] values, double[] gradient, double rate)
    {
        for (int k = 0; k < values.Length; k++)
        {
            values[k] -= rate * gradient[k];
        }
    }
}

/// <summary>An estimate of the gradient of one example from its inputs, its targets and its free states.</summary>
internal delegate NetworkParameters ExampleEstimate(NetworkEquations equations, double[] inputs, double[] target, double[] state);
