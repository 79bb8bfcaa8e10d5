using EqProp.Analog.Simulation.Metering;

namespace EqProp.Analog.Simulation.Ensembles;

/// <summary>
/// Takes down the energy of every die of an ensemble, phase by phase: give it to <see cref="ChipEnsemble.Create"/>. States have the same bits with and
/// without it. It serves one ensemble.
/// </summary>
public sealed class EnsembleMeter
{
    private PhaseMeter[] _dies = [];

    /// <summary>Gives what was metered of one die since the last time.</summary>
    /// <param name="chip">Index of the chip in the ensemble.</param>
    /// <returns>One record a kind of phase that occurred.</returns>
    public IReadOnlyList<PhaseEnergy> Take(int chip) => _dies[chip].Take();

    internal void Serve(int chips)
    {
        if (_dies.Length > 0)
        {
            throw new InvalidOperationException("A meter serves one ensemble.");
        }

        _dies = [.. Enumerable.Range(0, chips).Select(_ => new PhaseMeter())];
    }

    internal void Add(int chip, MeteredPhase phase, double seconds, IReadOnlyList<LayerEnergy> layers) => _dies[chip].Add(phase, 1, seconds, layers);
}
