using EqProp.Analog.NonIdealities;
using EqProp.Analog.Studies.Reports;

namespace EqProp.Analog.Studies.Chips;

/// <summary>One parameter of one group over a die or more: exact moments and extremes, and a sample for the histogram.</summary>
internal sealed class ParameterTally
{
    private const int MostKept = 1_000_000;

    private readonly DrawnParameter _first;
    private readonly List<double> _kept = [];
    private long _count;
    private double _mean;
    private double _squares;
    private double _minimum = double.PositiveInfinity;
    private double _maximum = double.NegativeInfinity;

    private ParameterTally(DrawnParameter drawn, int most)
    {
        _first = drawn with { Values = [] };
        int stride = (drawn.Values.Count + most - 1) / most;
        for (int i = 0; i < drawn.Values.Count; i++)
        {
            double value = drawn.Values[i];

            // Welford (1962): no cancellation where the spread is small beside the mean.
            double step = value - _mean;
            _mean += step / ++_count;
            _squares += step * (value - _mean);
            _minimum = Math.Min(_minimum, value);
            _maximum = Math.Max(_maximum, value);
            if (i % stride == 0)
            {
                _kept.Add(value);
            }
        }
    }

    /// <summary>Tallies of one die.</summary>
    /// <param name="draws">What it drew.</param>
    /// <param name="dies">How many dies there are: the more, the fewer values each keeps.</param>
    public static IReadOnlyList<ParameterTally> Of(IReadOnlyList<DrawnParameter> draws, int dies) =>
        [.. draws.Where(drawn => drawn.Values.Count > 0).Select(drawn => new ParameterTally(drawn, Math.Max(1, MostKept / dies)))];

    /// <summary>Summaries over dies, in the order in which parameters first show.</summary>
    /// <param name="dies">Tallies of each die, in the order of the dies; changed by this.</param>
    public static IReadOnlyList<ParameterSummary> Summaries(IEnumerable<IReadOnlyList<ParameterTally>> dies) =>
    [
        .. dies.SelectMany(die => die).GroupBy(tally => (tally._first.Name, tally._first.Group))
            .Select(parameter => parameter.Aggregate((sum, die) => sum.Merge(die)).Summary()),
    ];

    /// <summary>Moments of two samples together (Chan, Golub and LeVeque 1983).</summary>
    private ParameterTally Merge(ParameterTally other)
    {
        double step = other._mean - _mean, share = (double)other._count / (_count + other._count);
        _squares += other._squares + step * step * share * _count;
        _mean += step * share;
        _count += other._count;
        _minimum = Math.Min(_minimum, other._minimum);
        _maximum = Math.Max(_maximum, other._maximum);
        _kept.AddRange(other._kept);
        return this;
    }

    private ParameterSummary Summary() => new()
    {
        Name = _first.Name,
        Group = _first.Group,
        Unit = _first.Unit,
        Nominal = _first.Nominal,
        Count = _count,
        Mean = _mean,
        Sigma = _count > 1 ? Math.Sqrt(_squares / (_count - 1)) : 0,
        Minimum = _minimum,
        Maximum = _maximum,
        Histogram = ValueHistogram.Of($"{_first.Name}, {_first.Group}", IsOfSynapses ? "synapses" : "neurons", _first.Unit, _kept, _first.Nominal),
    };

    private bool IsOfSynapses => _first.Name.StartsWith("synapse", StringComparison.Ordinal);
}
