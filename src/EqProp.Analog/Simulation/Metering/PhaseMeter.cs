namespace EqProp.Analog.Simulation.Metering;

/// <summary>
/// Takes down the energy of a simulated chip, phase by phase: give it to <see cref="SimulationOptions.Meter"/>. The chip's states have the same
/// bits with and without it. It serves one chip.
/// </summary>
public sealed class PhaseMeter
{
    private readonly SortedDictionary<MeteredPhase, PhaseEnergy> _phases = [];

    /// <summary>
    /// How long a phase lasts where the simulation knows operating points alone, in seconds: what is dissipated there is multiplied by it.
    /// </summary>
    public double? SettlingSeconds { get; init; }

    /// <summary>Gives what was metered since the last time.</summary>
    /// <returns>One record a kind of phase that occurred.</returns>
    public IReadOnlyList<PhaseEnergy> Take()
    {
        PhaseEnergy[] taken = [.. _phases.Values];
        _phases.Clear();
        return taken;
    }

    internal void Add(MeteredPhase phase, int presentations, double seconds, IReadOnlyList<LayerEnergy> layers) =>
        _phases[phase] = _phases.TryGetValue(phase, out PhaseEnergy? before)
            ? new(phase, before.Presentations + presentations, before.Seconds + seconds, [.. before.Layers.Zip(layers, (a, b) => a + b)])
            : new(phase, presentations, seconds, layers);
}
