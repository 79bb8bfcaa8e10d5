using EqProp.Analog.Circuits;

namespace EqProp.Analog.Learning;

/// <summary>
/// What the outputs should be for a class, and which class an answer means. Two classes may share one output (low for
/// class 0, high for class 1); otherwise each class has its own.
/// </summary>
public sealed class TargetEncoder
{
    private readonly float _low;
    private readonly float _high;

    /// <summary>Makes an encoder.</summary>
    /// <param name="answers">Values compared with the targets: outputs, or classes of the external read-out.</param>
    /// <param name="classes">Classes of the data.</param>
    /// <param name="cost">Cross-entropy compares probabilities: its targets are 0 and 1.</param>
    /// <param name="targets">Values for the wrong and the right class.</param>
    /// <exception cref="InputException">The number of outputs does not fit the number of classes.</exception>
    public TargetEncoder(int answers, int classes, CostKind cost, TargetBlock targets)
    {
        bool shared = answers == 1 && classes == 2 && cost == CostKind.SquaredError;
        if (answers != classes && !shared)
        {
            throw new InputException(
                "topology.outputs", "circuit.topology",
                $"The chip has {answers} output neurons, but the data have {classes} classes.",
                classes == 2 ? "Use 2 outputs, or 1." : $"Use {classes} outputs.");
        }

        Answers = answers;
        _low = cost == CostKind.CrossEntropy ? 0 : (float)(targets.Low ?? TargetBlock.DefaultLow);
        _high = cost == CostKind.CrossEntropy ? 1 : (float)(targets.High ?? TargetBlock.DefaultHigh);
    }

    /// <summary>Values compared with the targets.</summary>
    public int Answers { get; }

    /// <summary>Writes the targets of one example.</summary>
    /// <param name="label">Its class.</param>
    /// <param name="destination">One value an answer.</param>
    public void Encode(int label, Span<float> destination)
    {
        destination.Fill(_low);
        if (Answers > 1)
        {
            destination[label] = _high;
        }
        else if (label == 1)
        {
            destination[0] = _high;
        }
    }

    /// <summary>Whether the value of the right class lies below that of the wrong ones.</summary>
    public bool Reversed => _high < _low;

    /// <summary>
    /// The class that an answer means: the largest output (the smallest of reversed targets), or which side of the middle a
    /// single output is on.
    /// </summary>
    /// <param name="answer">One value an answer.</param>
    /// <returns>A class.</returns>
    public int Decode(ReadOnlySpan<double> answer)
    {
        if (Answers == 1)
        {
            bool towardsHigh = answer[0] > 0.5 * ((double)_low + _high);
            return towardsHigh != Reversed ? 1 : 0;
        }

        int best = 0;
        for (int i = 1; i < answer.Length; i++)
        {
            bool better = Reversed ? answer[i] < answer[best] : answer[i] > answer[best];
            best = better ? i : best;
        }

        return best;
    }
}
