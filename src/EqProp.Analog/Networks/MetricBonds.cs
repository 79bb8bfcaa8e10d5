using EqProp.Analog.Circuits;

namespace EqProp.Analog.Networks;

/// <summary>A ratio between the weights of two nodes that makes what they do to each other reciprocal.</summary>
/// <param name="Node">A node.</param>
/// <param name="Other">Another.</param>
/// <param name="Ratio">Weight of the first over that of the second.</param>
internal readonly record struct MetricBond(int Node, int Other, double Ratio);

/// <summary>Every <see cref="MetricBond"/> of a layout. Nodes are counted through all groups, the clamped one too.</summary>
internal sealed class MetricBonds
{
    private readonly NetworkLayout _layout;
    private readonly int[] _offsets;
    private readonly List<MetricBond> _between = [];
    private readonly List<MetricBond> _within = [];
    private readonly List<MetricBond> _last = [];

    public MetricBonds(NetworkLayout layout)
    {
        _layout = layout;
        _offsets = new int[layout.Groups.Count + 1];
        for (int g = 0; g < layout.Groups.Count; g++)
        {
            _offsets[g + 1] = _offsets[g] + layout.Groups[g].Size;
        }

        var inhibitors = layout.Cells.Select(cell => cell.Inhibitor).ToHashSet();
        foreach (Coupling coupling in layout.Couplings.Where(c => c.Kind == EdgeKind.Reciprocal && c.Source != 0 && c.Target != 0))
        {
            ListOf(inhibitors, coupling.Source, coupling.Target).AddRange(Of(coupling));
        }

        AddLinks(inhibitors);
    }

    public int NodeCount => _offsets[^1];

    /// <summary>Between nodes that are no inhibitors.</summary>
    public IEnumerable<MetricBond> BetweenActivators => _between;

    /// <summary>Those of cells, then those between inhibitors.</summary>
    public IEnumerable<MetricBond> OfInhibitors => _within.Concat(_last);

    /// <summary>Whether a link between free nodes has none that answers it.</summary>
    public bool HasOneWayLinks { get; private set; }

    public int IndexOf(int group, int node) => _offsets[group] + node;

    private List<MetricBond> ListOf(HashSet<int> inhibitors, int source, int target) =>
        (inhibitors.Contains(source), inhibitors.Contains(target)) switch
        {
            (false, false) => _between,
            (true, true) => _last,
            _ => _within,
        };

    // Where every node of one group is coupled to every node of the other, those with the first node of either group say it all.
    private IEnumerable<MetricBond> Of(Coupling coupling)
    {
        int rows = _layout.Groups[coupling.Source].Size, columns = _layout.Groups[coupling.Target].Size;
        double square = coupling.Gain * coupling.Gain;
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < (coupling.Plastic is null && i > 0 && coupling.Source != coupling.Target ? 1 : columns); j++)
            {
                if (coupling.Exists(i, j, columns))
                {
                    yield return new(IndexOf(coupling.Source, i), IndexOf(coupling.Target, j), square);
                }
            }
        }
    }

    private void AddLinks(HashSet<int> inhibitors)
    {
        var gains = new Dictionary<(int Into, int From), (double Gain, List<MetricBond> List)>();
        foreach (Link link in _layout.Links.Where(link => link.Source != 0))
        {
            for (int i = 0; i < link.Gains.Count; i++)
            {
                if (link.Gains[i] != 0)
                {
                    var key = (IndexOf(link.Target, i), IndexOf(link.Source, link.Seen(i)));
                    double before = gains.TryGetValue(key, out var known) ? known.Gain : 0;
                    gains[key] = (before + link.Gains[i], ListOf(inhibitors, link.Source, link.Target));
                }
            }
        }

        foreach (var ((into, from), (gain, list)) in gains)
        {
            if (!gains.TryGetValue((from, into), out var answer) || answer.Gain == 0)
            {
                HasOneWayLinks = true;
            }
            else if (into < from)
            {
                list.Add(new(from, into, gain / answer.Gain));
            }
        }
    }
}
