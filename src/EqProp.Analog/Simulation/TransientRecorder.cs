using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Simulation;

/// <summary>
/// Lets a chip settle on one example and keeps the voltages along the way, after every step or at equal intervals: what an
/// oscilloscope shows. The chip's conductances are not changed.
/// </summary>
public sealed class TransientRecorder
{
    /// <summary>Nodes kept of each group when none are named.</summary>
    private const int DefaultNodes = 4;

    /// <summary>Points of a phase that is seen at any time.</summary>
    private const int Points = 500;

    /// <summary>Times recorded at most of a free and a nudged phase that are seen at any time.</summary>
    public const int MostPoints = 2 * Points + 1;

    private readonly IPhysicalNetwork _network;
    private readonly double _stepSeconds;
    private readonly IReadOnlyList<(int Group, int Node)>? _chosen;

    /// <summary>Connects to the nodes to record.</summary>
    /// <param name="network">The chip.</param>
    /// <param name="stepSeconds">Duration of one of its steps, in seconds.</param>
    /// <param name="nodes">
    /// Names of nodes or groups; if left out, the nodes of each free group whose activity swings most, up to four.
    /// </param>
    /// <exception cref="InputException">A name is unknown.</exception>
    public TransientRecorder(IPhysicalNetwork network, double stepSeconds, IReadOnlyList<string>? nodes = null)
    {
        _network = network;
        _stepSeconds = stepSeconds;
        _chosen = nodes is null ? null : NodeSelection.Find(network.Layout, nodes);
    }

    /// <summary>Records one example from the initial state.</summary>
    /// <param name="inputs">One signal a clamped input, dimensionless.</param>
    /// <param name="free">Length of the free phase.</param>
    /// <param name="nudge">The nudged phase after it; none if left out.</param>
    /// <param name="stop">Stops between steps.</param>
    /// <returns>The voltages, time zero included.</returns>
    /// <exception cref="InputException">The dynamics diverged.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public Transient Record(float[] inputs, PhaseLength free, TransientNudge? nudge = null, CancellationToken stop = default)
    {
        _network.Clamp(inputs, [0]);
        _network.StartAtInitialState();
        var samples = new SampleStore(_network, inputs, _chosen is null ? Everything() : [.. _chosen.Union(CellNodes()).Order()]);
        samples.Take(0);
        var energy = new EnergyProbe(_network, inputs);
        double? startEnergy = energy.Measure();
        double freeResidual = Run(free, samples, stop);
        double? freeEnergy = energy.Measure();
        int freeEnd = samples.Count - 1;
        double? nudgedResidual = null;
        if (nudge is not null)
        {
            _network.Nudge(nudge.Cost, nudge.Beta, nudge.Targets);
            nudgedResidual = Run(nudge.Length, samples, stop);
            _network.ReleaseNudge();
        }

        return new Transient
        {
            TimesSeconds = samples.Times,
            Traces = samples.Traces(_chosen ?? Paired(samples.Liveliest(DefaultNodes))),
            Cells = samples.Cells(_network.Layout.Cells),
            FreeEnd = freeEnd,
            FreeResidual = freeResidual,
            NudgedResidual = nudgedResidual,
            Beta = nudge?.Beta,
            Energy = startEnergy is null ? null : new(startEnergy.Value, freeEnergy!.Value, energy.Measure()!.Value),
        };
    }

    private List<(int Group, int Node)> Everything() =>
        [.. _network.Layout.Groups.Skip(1).SelectMany((group, g) => Enumerable.Range(0, group.Size).Select(i => (g + 1, i)))];

    private IEnumerable<(int Group, int Node)> CellNodes() => _network.Layout.Cells.SelectMany(cell =>
        Enumerable.Range(0, _network.Layout.Groups[cell.Activator].Size).SelectMany(i => new[] { (cell.Activator, i), (cell.Inhibitor, i) }));

    /// <summary>The chosen nodes with the inhibitors of chosen activators, instead of those inhibitors that swing most by themselves.</summary>
    private IReadOnlyList<(int Group, int Node)> Paired(IReadOnlyList<(int Group, int Node)> nodes)
    {
        Dictionary<int, int> inhibitorOf = _network.Layout.Cells.ToDictionary(cell => cell.Activator, cell => cell.Inhibitor);
        (int Group, int Node)[] own = [.. nodes.Where(node => !inhibitorOf.ContainsValue(node.Group))];
        return [.. own, .. own.Where(node => inhibitorOf.ContainsKey(node.Group)).Select(node => (inhibitorOf[node.Group], node.Node))];
    }

    /// <summary>Returns the residual after the last step, in volts a second.</summary>
    private double Run(PhaseLength length, SampleStore samples, CancellationToken stop)
    {
        double residual = _network is IWaveformSource { SamplesAnyTime: true } source
            ? Sweep(source, length, samples)
            : Step(length, samples, stop);
        DimensionlessMap map = _network.Layout.Map;
        return residual * map.VoltageSwing / map.TimeConstant;
    }

    private double Step(PhaseLength length, SampleStore samples, CancellationToken stop)
    {
        double residual = double.PositiveInfinity, start = samples.Times[^1];
        for (int step = 1; step <= length.Steps && !(residual <= length.Residual); step++)
        {
            stop.ThrowIfCancellationRequested();
            residual = _network.Settle(new PhaseLength(1)).MaxResidual;
            samples.Take(start + step * _stepSeconds);
        }

        return residual;
    }

    private double Sweep(IWaveformSource source, PhaseLength length, SampleStore samples)
    {
        double start = samples.Times[^1], interval = length.Steps * _stepSeconds / Points;
        WaveformSamples seen = source.Sample(length, [.. Enumerable.Range(1, Points).Select(i => i * interval)]);
        for (int i = 0; i < seen.States.Count; i++)
        {
            samples.Take(start + (i + 1) * interval, seen.States[i]);
        }

        double end = start + seen.Outcome.MeanSteps * _stepSeconds;
        if (seen.States.Count < Points && end > samples.Times[^1])
        {
            samples.Take(end);
        }

        return seen.Outcome.MaxResidual;
    }
}
