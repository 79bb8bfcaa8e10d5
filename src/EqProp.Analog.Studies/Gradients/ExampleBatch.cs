using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.Studies.Datasets;

namespace EqProp.Analog.Studies.Gradients;

/// <summary>The first training examples with their targets, exactly as the chip sees them.</summary>
internal sealed class ExampleBatch
{
    private readonly int _inputs;
    private readonly int _answers;

    public ExampleBatch(NetworkLayout layout, LearningBlock learning, Dataset data, int count)
    {
        Count = Math.Min(count, data.Train.Count);
        _inputs = layout.InputCount;
        var encoder = new TargetEncoder(layout.AnswerCount, data.Classes, learning.Cost, learning.Targets);
        _answers = encoder.Answers;
        Inputs = data.Train.Inputs.AsSpan(0, Count * _inputs).ToArray();
        Targets = new float[Count * _answers];
        for (int example = 0; example < Count; example++)
        {
            encoder.Encode(data.Train.Labels[example], Targets.AsSpan(example * _answers, _answers));
        }
    }

    public int Count { get; }

    public float[] Inputs { get; }

    public float[] Targets { get; }

    public double[] InputOf(int example) => Widen(Inputs.AsSpan(example * _inputs, _inputs));

    public double[] TargetOf(int example) => Widen(Targets.AsSpan(example * _answers, _answers));

    public double[] AllTargets() => Widen(Targets);

    private static double[] Widen(ReadOnlySpan<float> values)
    {
        var wide = new double[values.Length];
        for (int i = 0; i < wide.Length; i++)
        {
            wide[i] = values[i];
        }

        return wide;
    }
}
