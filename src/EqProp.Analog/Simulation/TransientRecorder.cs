using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Simulation;

/// <summary>
/// Lets a chip settle on one example, one step at a time, and keeps the voltages after each: what an oscilloscope
/// shows. The chip's conductances are not changed.
/// </summary>
public sealed class TransientRecorder
{
    /// <summary>Nodes kept of each group when none are named.</summary>
    private const int DefaultNodes = 4;

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
    /// <returns>The voltages, time zero included.</returns>
    /// <exception cref="InputException">The dynamics diverged.</exception>
    public Transient Record(float[] inputs, PhaseLength free, TransientNudge? nudge = null)
    {
        _network.Clamp(inputs, [0]);
        _network.StartAtInitialState();
        var samples = new SampleStore(_network, inputs, _chosen ?? Everything());
        samples.Take();
        var energy = new EnergyProbe(_network, inputs);
        double? startEnergy = energy.Measure();
        double freeResidual = Run(free, samples);
        double? freeEnergy = energy.Measure();
        int freeEnd = samples.Count - 1;
        double? nudgedResidual = null;
        if (nudge is not null)
        {
            _network.Nudge(nudge.Cost, nudge.Beta, nudge.Targets);
            nudgedResidual = Run(nudge.Length, samples);
            _network.ReleaseNudge();
        }

        return new Transient
        {
            TimesSeconds = [.. Enumerable.Range(0, samples.Count).Select(i => i * _stepSeconds)],
            Traces = samples.Traces(_chosen ?? samples.Liveliest(DefaultNodes)),
            FreeEnd = freeEnd,
            FreeResidual = freeResidual,
            NudgedResidual = nudgedResidual,
            Beta = nudge?.Beta,
            Energy = startEnergy is null ? null : new(startEnergy.Value, freeEnergy!.Value, energy.Measure()!.Value),
        };
    }

    private List<(int Group, int Node)> Everything() =>
        [.. _network.Layout.Groups.Skip(1).SelectMany((group, g) => Enumerable.Range(0, group.Size).Select(i => (g + 1, i)))];

    /// <summary>Returns the residual after the last step, in volts a second.</summary>
    private double Run(PhaseLength length, SampleStore samples)
    {
        double residual = double.PositiveInfinity;
        for (int step = 0; step < length.Steps && !(residual <= length.Residual); step++)
        {
            residual = _network.Settle(new PhaseLength(1)).MaxResidual;
            samples.Take();
        }

        DimensionlessMap map = _network.Layout.Map;
        return residual * map.VoltageSwing / map.TimeConstant;
    }
}
