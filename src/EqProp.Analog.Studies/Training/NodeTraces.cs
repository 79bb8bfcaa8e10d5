using EqProp.Analog.Networks;
using EqProp.Analog.Studies.Reports;

namespace EqProp.Analog.Studies.Training;

/// <summary>Node voltages of the first example of a minibatch, step by step.</summary>
internal sealed class NodeTraces(IPhysicalNetwork network, IEnumerable<(int Group, int Node)> nodes)
{
    private readonly (int Group, int Node)[] _nodes = [.. nodes];
    private readonly List<double[]> _samples = [];

    /// <summary>Takes a sample.</summary>
    public void Sample()
    {
        var states = new Dictionary<int, double[]>();
        foreach (int group in _nodes.Select(n => n.Group).Distinct())
        {
            states[group] = new double[network.Layout.Groups[group].Size];
            network.Read(group, NodeQuantity.State, states[group]);
        }

        _samples.Add([.. _nodes.Select(n => network.Layout.Map.ToVolts(states[n.Group][n.Node]))]);
    }

    /// <summary>Moves the chip by single steps and samples after each.</summary>
    public void Run(int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            network.Settle(new PhaseLength(1));
            Sample();
        }
    }

    /// <summary>The waveforms.</summary>
    public WaveformSet Finish(string title, double stepSeconds, IReadOnlyList<WaveformPhase> phases) => new()
    {
        Title = title,
        TimesSeconds = [.. Enumerable.Range(0, _samples.Count).Select(i => i * stepSeconds)],
        Traces =
        [
            .. _nodes.Select((n, column) => new WaveformTrace(
                network.Layout.Groups[n.Group].NameOf(n.Node), [.. _samples.Select(sample => sample[column])])),
        ],
        Phases = phases,
    };
}
