using EqProp.Analog.Networks;
using EqProp.Analog.Neurons;

namespace EqProp.Analog.Simulation;

/// <summary>Samples of some nodes of the only example of a minibatch.</summary>
internal sealed class SampleStore
{
    private readonly IPhysicalNetwork _network;
    private readonly IReadOnlyList<(int Group, int Node)> _nodes;
    private readonly List<double> _times = [];
    private readonly double[][] _states;
    private readonly double[][] _activities;
    private readonly List<double>[] _volts;
    private readonly (double Low, double High)[] _activityRange;

    public SampleStore(IPhysicalNetwork network, float[] inputs, IReadOnlyList<(int Group, int Node)> nodes)
    {
        _network = network;
        _nodes = nodes;
        _states = [.. network.Layout.Groups.Select(group => new double[group.Size])];
        _activities = [.. network.Layout.Groups.Select(group => new double[group.Size])];
        inputs.Select(x => (double)x).ToArray().CopyTo(_states[0], 0);
        _states[0].CopyTo(_activities[0], 0);
        _volts = [.. nodes.Select(_ => new List<double>())];
        _activityRange = [.. nodes.Select(_ => (double.PositiveInfinity, double.NegativeInfinity))];
    }

    public int Count => _times.Count;

    /// <summary>Seconds of the samples.</summary>
    public IReadOnlyList<double> Times => _times;

    /// <summary>Takes what the chip shows now.</summary>
    public void Take(double seconds)
    {
        for (int group = 1; group < _states.Length; group++)
        {
            _network.Read(group, NodeQuantity.State, _states[group]);
            _network.Read(group, NodeQuantity.Activity, _activities[group]);
        }

        Keep(seconds);
    }

    /// <summary>Takes states that the chip has been seen at.</summary>
    public void Take(double seconds, ReadOnlySpan<double> states)
    {
        for (int group = 1; group < _states.Length; group++)
        {
            NodeGroup nodes = _network.Layout.Groups[group];
            var activation = new ActivationFunction(nodes.Activation, nodes.Gain, nodes.Threshold);
            for (int i = 0; i < nodes.Size; i++)
            {
                _states[group][i] = states[i];
                _activities[group][i] = activation.Value(states[i]);
            }

            states = states[nodes.Size..];
        }

        Keep(seconds);
    }

    /// <summary>The nodes of each group whose activity swung most, in the order of the nodes.</summary>
    public IReadOnlyList<(int Group, int Node)> Liveliest(int nodesAGroup) =>
    [
        .. Enumerable.Range(0, _nodes.Count)
            .GroupBy(k => _nodes[k].Group)
            .SelectMany(group => group.OrderByDescending(k => _activityRange[k].High - _activityRange[k].Low).Take(nodesAGroup))
            .Order()
            .Select(k => _nodes[k]),
    ];

    public IReadOnlyList<TransientTrace> Traces(IReadOnlyList<(int Group, int Node)> nodes)
    {
        Dictionary<(int, int), int> places = Enumerable.Range(0, _nodes.Count).ToDictionary(k => _nodes[k]);
        return [.. nodes.Select(node => new TransientTrace(
            _network.Layout.Groups[node.Group].NameOf(node.Node), node.Group, _volts[places[node]]))];
    }

    /// <summary>Both states of all cells, whose nodes must be among those sampled.</summary>
    public IReadOnlyList<CellTrace> Cells(IReadOnlyList<Cell> cells)
    {
        Dictionary<(int, int), int> places = Enumerable.Range(0, _nodes.Count).ToDictionary(k => _nodes[k]);
        IReadOnlyList<NodeGroup> groups = _network.Layout.Groups;
        CellTrace Trace(Cell cell, int node) => new(
            groups[cell.Activator].NameOf(node), groups[cell.Inhibitor].NameOf(node), cell.Activator, node, _volts[places[(cell.Activator, node)]], _volts[places[(cell.Inhibitor, node)]]);
        return [.. cells.OrderBy(cell => cell.Activator).SelectMany(cell => Enumerable.Range(0, groups[cell.Activator].Size).Select(i => Trace(cell, i)))];
    }

    private void Keep(double seconds)
    {
        _times.Add(seconds);
        for (int k = 0; k < _nodes.Count; k++)
        {
            var (group, node) = _nodes[k];
            _volts[k].Add(_network.Layout.Map.ToVolts(_network.Layout.Groups[group].MembraneOf(node, _states[group][node])));
            double activity = _activities[group][node];
            var (low, high) = _activityRange[k];
            _activityRange[k] = (Math.Min(low, activity), Math.Max(high, activity));
        }
    }
}
