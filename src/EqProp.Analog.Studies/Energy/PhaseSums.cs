using EqProp.Analog.Simulation.Metering;

namespace EqProp.Analog.Studies.Energy;

/// <summary>Adds up what meters took down.</summary>
internal sealed class PhaseSums
{
    private readonly SortedDictionary<MeteredPhase, PhaseEnergy> _phases = [];

    /// <summary>One record a kind of phase.</summary>
    public IReadOnlyList<PhaseEnergy> Phases => [.. _phases.Values];

    /// <summary>Adds phases of other examples.</summary>
    public void Add(IReadOnlyList<PhaseEnergy> phases)
    {
        foreach (PhaseEnergy phase in phases)
        {
            _phases[phase.Phase] = _phases.TryGetValue(phase.Phase, out PhaseEnergy? before) ? Sum(before, phase, before.Presentations + phase.Presentations) : phase;
        }
    }

    /// <summary>Adds what the same examples did next, in the same phase.</summary>
    public void Continue(IReadOnlyList<PhaseEnergy> phases)
    {
        foreach (PhaseEnergy phase in phases)
        {
            _phases[phase.Phase] = _phases.TryGetValue(phase.Phase, out PhaseEnergy? before) ? Sum(before, phase, phase.Presentations) : phase;
        }
    }

    public MeteredInference AsInference(double? accuracyPercent) => new(Phases, Mean(MeteredPhase.Free) ?? 0, accuracyPercent);

    /// <summary>Of an update whose rule may go through a nudged phase in many short pieces.</summary>
    public MeteredUpdate AsUpdate(int examples, int nudgedPhases, double writesPerParameter)
    {
        double? nudged = _phases.TryGetValue(MeteredPhase.Nudged, out PhaseEnergy? sum) && nudgedPhases > 0 ? sum.Seconds / ((double)examples * nudgedPhases) : null;
        return new(Phases, examples, Mean(MeteredPhase.Free) ?? 0, nudged, writesPerParameter);
    }

    private double? Mean(MeteredPhase phase) => _phases.TryGetValue(phase, out PhaseEnergy? sum) ? sum.Seconds / sum.Presentations : null;

    private static PhaseEnergy Sum(PhaseEnergy a, PhaseEnergy b, int presentations) =>
        new(a.Phase, presentations, a.Seconds + b.Seconds, [.. a.Layers.Zip(b.Layers, (one, other) => one + other)]);
}
