using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Simulation;

/// <summary>
/// Many dies of one circuit that see the same example at once: vector lanes run along dies, each with its own conductances, capacitances,
/// offsets and slopes, and a block of dies stays in cache through a whole phase. A die ends within rounding where it would end as a
/// <see cref="SimulatedNetwork"/> (within the tolerances, where the method follows them), the same in any ensemble; signals and times are
/// dimensionless as there.
/// </summary>
public abstract class ChipEnsemble : IDisposable
{
    private protected ChipEnsemble(IReadOnlyList<ChipInstance> chips) => Chips = chips;

    /// <summary>The chips, in the order in which they were asked for.</summary>
    public IReadOnlyList<ChipInstance> Chips { get; }

    /// <summary>Groups and couplings of the drawing; element values are those of <see cref="Chips"/>.</summary>
    public NetworkLayout Layout => Chips[0].Layout;

    /// <summary>Fabricates dies of a circuit and powers them up with all conductances and biases at zero.</summary>
    /// <param name="description">A resolved description: an explicit method in physical time (projected Euler alone where neurons have rails), no diodes, no wires with a delay.</param>
    /// <param name="dies">Numbers of the dies.</param>
    /// <param name="options">How to use the machine.</param>
    /// <returns>The ensemble.</returns>
    /// <exception cref="InputException">The circuit has something that ensembles cannot move; carries all of it.</exception>
    public static ChipEnsemble Create(CircuitDescription description, IReadOnlyList<int> dies, SimulationOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfZero(dies.Count);
        EnsembleLimits.Require(description);
        return Of([.. dies.Select(die => ChipFabricator.Fabricate(description, die))], options);
    }

    /// <summary>Writes the same conductances and biases into every chip.</summary>
    /// <param name="parameters">Dimensionless weights and biases; what is outside the writable range is clipped to it.</param>
    public void Program(NetworkParameters parameters)
    {
        for (int chip = 0; chip < Chips.Count; chip++)
        {
            Program(chip, parameters);
        }
    }

    /// <summary>Writes all conductances and biases of one chip.</summary>
    /// <param name="chip">Index of the chip.</param>
    /// <param name="parameters">Dimensionless weights and biases; what is outside the writable range is clipped to it.</param>
    public abstract void Program(int chip, NetworkParameters parameters);

    /// <summary>Drives the inputs of every chip with one example and removes any nudge.</summary>
    /// <param name="inputs">One a clamped node.</param>
    public abstract void Clamp(ReadOnlySpan<float> inputs);

    /// <summary>Puts every free node at its initial state.</summary>
    public abstract void StartAtInitialState();

    /// <summary>Nudges the outputs by the squared error towards (beta positive) or away from their targets.</summary>
    /// <param name="beta">Nudging strength.</param>
    /// <param name="targets">One an output.</param>
    public abstract void Nudge(double beta, ReadOnlySpan<float> targets);

    /// <summary>Removes the nudge.</summary>
    public abstract void ReleaseNudge();

    /// <summary>Lets the free nodes of all chips move for one phase.</summary>
    /// <param name="phase">How long.</param>
    /// <returns>How far the chips had settled at the end, one a chip where it speaks of examples.</returns>
    /// <exception cref="InputException">A chip diverged; says which die and when.</exception>
    public abstract SettlingOutcome Settle(PhaseLength phase);

    /// <summary>Reads one group of one chip.</summary>
    /// <param name="chip">Index of the chip.</param>
    /// <param name="group">Index of the group, from 1.</param>
    /// <param name="quantity">State or activity.</param>
    /// <param name="destination">One a node.</param>
    public abstract void Read(int chip, int group, NodeQuantity quantity, Span<double> destination);

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>An ensemble of chips that were made elsewhere, all of one drawing.</summary>
    internal static ChipEnsemble Of(IReadOnlyList<ChipInstance> chips, SimulationOptions? options) =>
        chips[0].Description.Simulation.Precision == PrecisionKind.Double
            ? new ChipEnsemble<double>(chips, options ?? new())
            : new ChipEnsemble<float>(chips, options ?? new());
}
