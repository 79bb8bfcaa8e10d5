using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Learning;

/// <summary>Watches the activities of all free units for units that never leave a rail.</summary>
internal sealed class UnitUseCounter
{
    /// <summary>Closeness to a rail, as a fraction of the range, that counts as being on it.</summary>
    private const double Closeness = 0.01;

    private readonly NetworkLayout _layout;
    private readonly double[][] _lowest;
    private readonly double[][] _highest;
    private double[] _activities = [];

    public UnitUseCounter(NetworkLayout layout)
    {
        _layout = layout;
        _lowest = [.. layout.Groups.Select(g => Filled(g.Size, double.PositiveInfinity))];
        _highest = [.. layout.Groups.Select(g => Filled(g.Size, double.NegativeInfinity))];
    }

    public void Observe(IPhysicalNetwork network, int rows)
    {
        for (int g = 1; g < _layout.Groups.Count; g++)
        {
            int size = _layout.Groups[g].Size;
            if (_activities.Length < rows * size)
            {
                _activities = new double[rows * size];
            }

            network.Read(g, NodeQuantity.Activity, _activities);
            for (int i = 0; i < rows * size; i++)
            {
                int unit = i % size;
                _lowest[g][unit] = Math.Min(_lowest[g][unit], _activities[i]);
                _highest[g][unit] = Math.Max(_highest[g][unit], _activities[i]);
            }
        }
    }

    /// <summary>One a group of neurons; inhibitors are no units of their own.</summary>
    public IReadOnlyList<UnitUse> Count()
    {
        var uses = new List<UnitUse>();
        foreach (int g in Enumerable.Range(1, _layout.Groups.Count - 1).Except(_layout.Cells.Select(cell => cell.Inhibitor)))
        {
            (double low, double high) = Rails(_layout.Groups[g].Activation);
            double close = Closeness * (double.IsFinite(high - low) ? high - low : 1);
            uses.Add(new(
                _layout.Groups[g].Name, _layout.Groups[g].Size,
                _highest[g].Count(y => y <= low + close), _lowest[g].Count(y => y >= high - close)));
        }

        return uses;
    }

    private static (double Low, double High) Rails(ActivationKind activation) => activation switch
    {
        ActivationKind.HardSigmoid or ActivationKind.Logistic => (0, 1),
        ActivationKind.Tanh => (-1, 1),
        ActivationKind.Relu => (0, double.PositiveInfinity),
        _ => (double.NegativeInfinity, double.PositiveInfinity),
    };

    private static double[] Filled(int length, double value)
    {
        double[] array = new double[length];
        Array.Fill(array, value);
        return array;
    }
}
