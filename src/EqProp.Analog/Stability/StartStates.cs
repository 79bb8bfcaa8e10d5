using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Stability;

/// <summary>States to look for operating points from.</summary>
internal sealed class StartStates(NetworkLayout layout)
{
    private const double Margin = 0.6;
    private const int EvenStates = 9;

    private readonly int[] _offsets = Offsets(layout);

    /// <summary>Index of the first free node of each group.</summary>
    public IReadOnlyList<int> FirstNodes => _offsets;

    /// <summary>States in which all activators are alike, from below to above the knees.</summary>
    public IEnumerable<double[]> Even() => Enumerable.Range(0, EvenStates).Select(k => Fill(_ => k / (EvenStates - 1.0)));

    /// <summary>States in which every node is somewhere else.</summary>
    public IEnumerable<double[]> Random(int count, int seed) => Enumerable.Range(0, count).Select(k =>
    {
        var random = new RandomStream(seed, StreamPurpose.Study, (ulong)k);
        return Fill(_ => random.NextDouble());
    });

    /// <summary>Sets every activator to a share of its span, and every inhibitor to where its activator would hold it.</summary>
    private double[] Fill(Func<int, double> share)
    {
        var state = new double[layout.FreeCount];
        for (int g = 1; g < layout.Groups.Count; g++)
        {
            (double low, double high) = Span(layout.Groups[g]);
            for (int i = 0; i < layout.Groups[g].Size; i++)
            {
                state[_offsets[g] + i] = low + (high - low) * share(i);
            }
        }

        foreach (Cell cell in layout.Cells)
        {
            NodeGroup inhibitors = layout.Groups[cell.Inhibitor];
            for (int i = 0; i < inhibitors.Size; i++)
            {
                state[_offsets[cell.Inhibitor] + i] = (state[_offsets[cell.Activator] + i] + inhibitors.Bias) / inhibitors.Leak[i];
            }
        }

        return state;
    }

    private static (double Low, double High) Span(NodeGroup group)
    {
        if (group.Nonlinearity is null)
        {
            return (-1, 1);
        }

        var knees = Knees.Of(group.Nonlinearity);
        return (knees.Left - Margin * knees.Distance, knees.Right + Margin * knees.Distance);
    }

    private static int[] Offsets(NetworkLayout layout)
    {
        var offsets = new int[layout.Groups.Count];
        for (int g = 2; g < offsets.Length; g++)
        {
            offsets[g] = offsets[g - 1] + layout.Groups[g - 1].Size;
        }

        return offsets;
    }
}
