using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Spatial;

/// <summary>Which groups of a chip are which layers of a stack.</summary>
internal sealed class ChipStack
{
    private readonly NetworkLayout _layout;
    private readonly NetworkMetric _metric;
    private readonly (int Layer, bool IsInhibitor)[] _places;

    public ChipStack(NetworkLayout layout)
    {
        _layout = layout;
        _metric = NetworkMetric.Of(layout);
        HasCells = layout.Cells.Count > 0;
        int[] inhibitors = [.. layout.Cells.Select(cell => cell.Inhibitor)];
        Activators = [.. Enumerable.Range(1, layout.Groups.Count - 1).Where(g => !inhibitors.Contains(g))];
        Size = layout.Groups[Activators[0]].Size;
        if (Activators.Any(g => layout.Groups[g].Size != Size))
        {
            throw Refuse("Its layers have different numbers of neurons.");
        }

        _places = new (int, bool)[layout.Groups.Count];
        for (int l = 0; l < Activators.Count; l++)
        {
            _places[Activators[l]] = (l, false);
            RequireSimple(layout.Groups[Activators[l]]);
            if (HasCells)
            {
                _places[InhibitorsOf(l)] = (l, true);
                RequireSimple(layout.Groups[InhibitorsOf(l)]);
            }
        }

        if (_places[layout.OutputGroup].Layer != Activators.Count - 1)
        {
            throw Refuse("What is read is not its last layer.");
        }

        if (!_metric.IsConsistent)
        {
            throw Refuse("No weights of its nodes make their couplings act alike both ways.");
        }
    }

    /// <summary>The group of each layer, or that of its activators.</summary>
    public IReadOnlyList<int> Activators { get; }

    /// <summary>Neurons a layer.</summary>
    public int Size { get; }

    public bool HasCells { get; }

    /// <summary>Whether inhibitors are read.</summary>
    public bool ReadsInhibitors => _places[_layout.OutputGroup].IsInhibitor;

    /// <summary>Whether inhibitors are coordinates: those of different layers see each other, or are read.</summary>
    public bool KeepsInhibitors => ReadsInhibitors || Pairs.Any(pair => pair.Source > 0 && pair.Source != pair.Target
        && _places[pair.Source].IsInhibitor && _places[pair.Target].IsInhibitor);

    /// <summary>Coordinates a layer.</summary>
    public int Width => KeepsInhibitors ? 2 * Size : Size;

    public int Depth => Activators.Count;

    private IEnumerable<(int Source, int Target)> Pairs =>
        _layout.Links.Select(link => (link.Source, link.Target)).Concat(_layout.Couplings.Select(c => (c.Source, c.Target)));

    /// <summary>The group of a layer's inhibitors.</summary>
    public int InhibitorsOf(int layer)
    {
        Cell[] cell = [.. _layout.Cells.Where(cell => cell.Activator == Activators[layer])];
        return cell.Length == 1 ? cell[0].Inhibitor : throw Refuse("Some of its neurons have an inhibitor and some have none.");
    }

    public ChipNode NodeOf(int group, int node) =>
        new(_places[group].Layer, node + (_places[group].IsInhibitor ? Size : 0), _metric.Nodes[group][node]);

    public static InputException Refuse(string reason) => new(
        "spatial.shape", "circuit.topology", $"The circuit is not a stack with a Hamiltonian along its depth. {reason}",
        "Take layers of equal width, each joined both ways to the next alone, of neurons without diodes, amplifiers or spreads of their activation circuits.");

    private void RequireSimple(NodeGroup group)
    {
        bool isPlain = group.Diodes.Count == 0 && group.Slope is null && group.Offset is null && (HasCells || group.Nonlinearity is null);
        bool hasInverse = group.Activation is ActivationKind.Linear or ActivationKind.Tanh or ActivationKind.Logistic;
        bool isCell = HasCells && group.Activation == ActivationKind.Linear;
        if (!isPlain || !hasInverse || (HasCells && !isCell))
        {
            throw Refuse($"The nodes of {group.Name} are not of a kind that has one.");
        }
    }
}
