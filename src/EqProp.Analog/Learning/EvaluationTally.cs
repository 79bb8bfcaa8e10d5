using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Learning;

/// <summary>Adds up an evaluation.</summary>
internal sealed class EvaluationTally
{
    private readonly TargetEncoder _encoder;
    private readonly CostKind _cost;
    private readonly int[] _answers;
    private readonly double[] _margins;
    private readonly int[][] _confusion;
    private readonly float[] _target;
    private readonly List<int> _steps = [];
    private int _wrong;
    private double _costSum;
    private double _residualMax;
    private double _residualSum;
    private double _stepSum;
    private int _unsettled;

    public EvaluationTally(NetworkLayout layout, TargetEncoder encoder, CostKind cost, int classes, int examples)
    {
        _encoder = encoder;
        _cost = cost;
        _answers = new int[examples];
        _margins = new double[examples];
        _confusion = [.. Enumerable.Range(0, classes).Select(_ => new int[classes])];
        _target = new float[encoder.Answers];
        Units = new(layout);
    }

    public int Examples => _answers.Length;

    public UnitUseCounter Units { get; }

    public void Add(int first, ReadOnlySpan<int> labels, ReadOnlySpan<double> answers, SettlingOutcome outcome)
    {
        for (int i = 0; i < labels.Length; i++)
        {
            ReadOnlySpan<double> answer = answers.Slice(i * _encoder.Answers, _encoder.Answers);
            _encoder.Encode(labels[i], _target);
            int decoded = _encoder.Decode(answer);
            _answers[first + i] = decoded;
            _margins[first + i] = Margin(answer, _target, labels[i]);
            _confusion[labels[i]][decoded]++;
            _wrong += decoded == labels[i] ? 0 : 1;
            _costSum += CostFunction.Of(_cost, answer, _target);
        }

        _residualMax = Math.Max(_residualMax, outcome.MaxResidual);
        _residualSum += outcome.MeanResidual * labels.Length;
        _stepSum += outcome.MeanSteps * labels.Length;
        _unsettled += outcome.Unsettled;
        _steps.AddRange(outcome.ExampleSteps ?? []);
    }

    public Evaluation Finish() => new()
    {
        Answers = _answers,
        Wrong = _wrong,
        MeanCost = _costSum / Math.Max(1, Examples),
        Confusion = _confusion,
        ResidualMax = _residualMax,
        ResidualMean = _residualSum / Math.Max(1, Examples),
        MeanSteps = _stepSum / Math.Max(1, Examples),
        Steps = _steps,
        Unsettled = _unsettled,
        Units = Units.Count(),
        Margins = _margins,
    };

    private double Margin(ReadOnlySpan<double> answer, ReadOnlySpan<float> target, int label)
    {
        if (answer.Length == 1)
        {
            return -Math.Abs(answer[0] - target[0]);
        }

        double sign = _encoder.Reversed ? -1 : 1;
        double other = double.NegativeInfinity;
        for (int i = 0; i < answer.Length; i++)
        {
            other = i == label ? other : Math.Max(other, sign * answer[i]);
        }

        return sign * answer[label] - other;
    }
}
