using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Energy;

/// <summary>How many of everything there are on a chip, counted from its layout.</summary>
internal sealed class ChipCounts
{
    private readonly NetworkLayout _layout;
    private readonly long[] _drives;
    private readonly long[] _hears;

    /// <summary>Counts a layout.</summary>
    public ChipCounts(NetworkLayout layout)
    {
        _layout = layout;
        _drives = new long[layout.Groups.Count];
        _hears = new long[layout.Groups.Count];
        List<(string Group, long Count)> synapses = [];
        foreach (Coupling coupling in layout.Couplings)
        {
            long entries = Entries(coupling, coupling.Exists);
            _drives[coupling.Source] += entries;
            _hears[coupling.Target] += entries;
            if (coupling.ActsOnSource)
            {
                _drives[coupling.Target] += entries;
                _hears[coupling.Source] += entries;
            }

            synapses.Add((NameOf(coupling), PlasticSynapses.IsPaired(coupling) ? entries / 2 : entries));
        }

        var inhibitors = layout.Cells.Select(cell => cell.Inhibitor).ToHashSet();
        NeuronGroups = [.. layout.Groups.Index().Where(group => group.Index > 0 && !inhibitors.Contains(group.Index)).Select(group => (group.Item.Name, (long)group.Item.Size))];
        SynapseGroups = synapses;
    }

    /// <summary>Neuron circuits of each group; the two states of a cell are one.</summary>
    public IReadOnlyList<(string Group, long Count)> NeuronGroups { get; }

    /// <summary>Synapses of each coupling; a reciprocal one counts once.</summary>
    public IReadOnlyList<(string Group, long Count)> SynapseGroups { get; }

    /// <summary>All neuron circuits.</summary>
    public long Neurons => NeuronGroups.Sum(group => group.Count);

    /// <summary>All synapses.</summary>
    public long Synapses => SynapseGroups.Sum(group => group.Count);

    /// <summary>Synapses along the output wire of a node, as a mean over its group.</summary>
    public double Drives(int group) => _layout.Groups[group].Size == 0 ? 0 : (double)_drives[group] / _layout.Groups[group].Size;

    /// <summary>Synapses along the summing wire of a node, as a mean over its group.</summary>
    public double Hears(int group) => _layout.Groups[group].Size == 0 ? 0 : (double)_hears[group] / _layout.Groups[group].Size;

    /// <summary>Everything that learning writes, by group of synapses or biases: name, parameters, devices of each.</summary>
    public IEnumerable<(string Name, long Count)> Plastic(LearningBlock learning)
    {
        LearningRates rates = LearningRates.Of(_layout, learning);
        for (int c = 0; c < _layout.Couplings.Count; c++)
        {
            Coupling coupling = _layout.Couplings[c];
            int columns = _layout.Groups[coupling.Target].Size;
            long entries = Entries(coupling, (i, j, _) => (coupling.Plastic?[i * columns + j] ?? true) && (coupling.Source != coupling.Target || i != j));
            long count = rates.Weights[c] == 0 ? 0 : PlasticSynapses.IsPaired(coupling) ? entries / 2 : entries;
            if (count > 0)
            {
                yield return (NameOf(coupling), count);
            }
        }

        for (int g = 1; g < _layout.Groups.Count; g++)
        {
            NodeGroup group = _layout.Groups[g];
            if (rates.Biases[g] != 0)
            {
                yield return ($"bias of {group.Name}", group.Size);
            }

            if (rates.Leaks[g] != 0)
            {
                yield return ($"leak of {group.Name}", group.Size);
            }
        }
    }

    private string NameOf(Coupling coupling) => $"{_layout.Groups[coupling.Source].Name} -> {_layout.Groups[coupling.Target].Name}";

    private long Entries(Coupling coupling, Func<int, int, int, bool> counts)
    {
        int rows = _layout.Groups[coupling.Source].Size, columns = _layout.Groups[coupling.Target].Size;
        if (coupling.Plastic is null)
        {
            return (long)rows * columns - (coupling.Source == coupling.Target ? rows : 0);
        }

        long entries = 0;
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                entries += counts(i, j, columns) ? 1 : 0;
            }
        }

        return entries;
    }
}
