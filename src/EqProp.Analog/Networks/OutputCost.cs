using EqProp.Analog.Circuits;

namespace EqProp.Analog.Networks;

/// <summary>The cost of one example as a function of what it sees of the outputs, o, with its derivatives.</summary>
/// <remarks>
/// squaredError: C = |o - d|^2 / 2. crossEntropy: z = o W + b outside the chip, C = ln sum exp z - d z, which is
/// -sum d ln softmax(z) for targets that sum to one (Laborieux et al. 2021).
/// </remarks>
internal sealed class OutputCost
{
    private readonly CostKind _kind;
    private readonly IReadOnlyList<double> _target;
    private readonly double[] _weights;
    private readonly double[] _biases;
    private readonly int _outputs;

    public OutputCost(NetworkLayout layout, NetworkParameters parameters, CostKind kind, IReadOnlyList<double> target)
    {
        if (kind == CostKind.CrossEntropy != layout.ReadOutClasses > 0)
        {
            throw new ArgumentException($"A cost of {kind} does not go with {layout.ReadOutClasses} read-out classes.", nameof(kind));
        }

        if (target.Count != layout.AnswerCount)
        {
            throw new ArgumentException($"There are {target.Count} targets for {layout.AnswerCount} answers.", nameof(target));
        }

        _kind = kind;
        _target = target;
        _weights = parameters.ReadOutWeights;
        _biases = parameters.ReadOutBiases;
        _outputs = layout.OutputCount;
    }

    public double Value(double[] outputs)
    {
        double[] answers = Answers(outputs);
        if (_kind == CostKind.SquaredError)
        {
            return answers.Select((o, k) => (o - _target[k]) * (o - _target[k])).Sum() / 2;
        }

        double top = answers.Max();
        return top + Math.Log(answers.Sum(z => Math.Exp(z - top))) - answers.Select((z, k) => z * _target[k]).Sum();
    }

    /// <summary>dC/do, one an output.</summary>
    public double[] Gradient(double[] outputs)
    {
        double[] error = Error(outputs);
        return _kind == CostKind.SquaredError
            ? error
            : [.. Enumerable.Range(0, _outputs).Select(i => error.Select((e, k) => Weight(i, k) * e).Sum())];
    }

    /// <summary>d2C/do2 [outputs x outputs].</summary>
    public double[,] Hessian(double[] outputs)
    {
        var hessian = new double[_outputs, _outputs];
        double[] probabilities = _kind == CostKind.CrossEntropy ? Softmax(Answers(outputs)) : [];
        for (int i = 0; i < _outputs; i++)
        {
            double mean = probabilities.Select((p, k) => p * Weight(i, k)).Sum();
            for (int j = 0; j < _outputs; j++)
            {
                hessian[i, j] = _kind == CostKind.SquaredError
                    ? (i == j ? 1 : 0)
                    : probabilities.Select((p, k) => p * (Weight(i, k) - mean) * Weight(j, k)).Sum();
            }
        }

        return hessian;
    }

    /// <summary>Adds weight times dC/dW and dC/db of the external read-out at fixed outputs; nothing without one.</summary>
    public void AddReadOutGradient(double[] outputs, double weight, NetworkParameters gradient)
    {
        if (_kind == CostKind.SquaredError)
        {
            return;
        }

        double[] error = Error(outputs);
        for (int k = 0; k < error.Length; k++)
        {
            gradient.ReadOutBiases[k] += weight * error[k];
            for (int i = 0; i < _outputs; i++)
            {
                gradient.ReadOutWeights[i * error.Length + k] += weight * outputs[i] * error[k];
            }
        }
    }

    /// <summary>What is compared with the targets: the outputs, or the logits.</summary>
    public double[] Answers(double[] outputs) => _kind == CostKind.SquaredError
        ? outputs
        : [.. _biases.Select((b, k) => b + outputs.Select((o, i) => o * Weight(i, k)).Sum())];

    /// <summary>Derivative of the cost by each answer.</summary>
    private double[] Error(double[] outputs)
    {
        double[] answers = Answers(outputs);
        double[] seen = _kind == CostKind.SquaredError ? answers : Softmax(answers);
        return [.. seen.Select((value, k) => value - _target[k])];
    }

    private double Weight(int output, int answer) => _weights[output * _biases.Length + answer];

    private static double[] Softmax(double[] logits)
    {
        double top = logits.Max();
        double sum = logits.Sum(z => Math.Exp(z - top));
        return [.. logits.Select(z => Math.Exp(z - top) / sum)];
    }
}
