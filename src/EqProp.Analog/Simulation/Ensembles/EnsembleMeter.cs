using EqProp.Analog.Simulation.Metering;

namespace EqProp.Analog.Simulation.Ensembles;

/// <summary>
/// Takes down the energy of every die of an ensemble, phase by phase: give it to <see cref="ChipEnsemble.Create"/>. States have the same bits with and
/// without it. It serves one ensemble.
/// </summary>
/// <remarks>
/// Energies are integrated with the stages and steps of each die, to the order of its method; projected Euler takes powers before each of its steps, which is right to order
/// one. Charges moved count magnitudes, which have a kink where an output changes sign: they are known to about a ten thousandth. A die that diverged has energies
/// that mean nothing.
/// </remarks>
public sealed class EnsembleMeter
{
    private static readonly MeteredPhase[] Phases = Enum.GetValues<MeteredPhase>();

    private LayerEnergy[][] _layers = [];
    private double[][] _seconds = [];
    private int[][] _presentations = [];
    private int _layersOfChip;

    /// <summary>Gives what was metered of one die since the last time.</summary>
    /// <param name="chip">Index of the chip in the ensemble.</param>
    /// <returns>One record a kind of phase that occurred.</returns>
    public IReadOnlyList<PhaseEnergy> Take(int chip)
    {
        List<PhaseEnergy> taken = [];
        foreach (MeteredPhase phase in Phases)
        {
            int p = (int)phase;
            if (_presentations[p][chip] > 0)
            {
                Span<LayerEnergy> layers = Layers(phase, chip);
                taken.Add(new(phase, _presentations[p][chip], _seconds[p][chip], layers.ToArray()));
                layers.Clear();
                _presentations[p][chip] = 0;
                _seconds[p][chip] = 0;
            }
        }

        return taken;
    }

    internal void Serve(int chips, int layers)
    {
        if (_layers.Length > 0)
        {
            throw new InvalidOperationException("A meter serves one ensemble.");
        }

        _layersOfChip = layers;
        _layers = [.. Phases.Select(_ => new LayerEnergy[chips * layers])];
        _seconds = [.. Phases.Select(_ => new double[chips])];
        _presentations = [.. Phases.Select(_ => new int[chips])];
    }

    /// <summary>Counts a phase of a die.</summary>
    internal void Count(MeteredPhase phase, int chip, double seconds)
    {
        _presentations[(int)phase][chip]++;
        _seconds[(int)phase][chip] += seconds;
    }

    /// <summary>What was taken down of the layers of a die, to be added to.</summary>
    internal Span<LayerEnergy> Layers(MeteredPhase phase, int chip) => _layers[(int)phase].AsSpan(chip * _layersOfChip, _layersOfChip);
}
