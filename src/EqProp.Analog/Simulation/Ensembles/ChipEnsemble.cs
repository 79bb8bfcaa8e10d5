using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Ensembles;

namespace EqProp.Analog.Simulation.Ensembles;

/// <summary>
/// Many dies of one circuit that see the same examples at once: vector lanes run along dies, each with its own conductances, capacitances,
/// offsets and slopes, and a block of dies stays in cache through a whole phase. A minibatch is served one example after another and written at its end. A die ends
/// within rounding where it would end as a <see cref="SimulatedNetwork"/> (within the tolerances, where the method follows them), the same in any ensemble;
/// signals and times are dimensionless as there.
/// </summary>
public abstract class ChipEnsemble : INudgedChip, IDisposable
{
    private protected ChipEnsemble(IReadOnlyList<ChipInstance> chips) => Chips = chips;

    /// <summary>The chips, in the order in which they were asked for.</summary>
    public IReadOnlyList<ChipInstance> Chips { get; }

    /// <summary>Groups and couplings of the drawing; element values are those of <see cref="Chips"/>.</summary>
    public NetworkLayout Layout => Chips[0].Layout;

    /// <summary>
    /// Whether chips that diverge are left where they are (<see cref="HasDiverged"/>) while the others go on; otherwise the first ends the phase with an error.
    /// </summary>
    public bool OutlivesDivergence { get; set; }

    /// <summary>Fabricates dies of a circuit and powers them up with all conductances and biases at zero.</summary>
    /// <param name="description">
    /// A resolved description: an explicit method in physical time (projected Euler alone where neurons have rails), no diodes, no wires with a delay, of noise only that which
    /// each membrane has for itself without a memory.
    /// </param>
    /// <param name="dies">Numbers of the dies.</param>
    /// <param name="options">How to use the machine.</param>
    /// <param name="batchCapacity">Largest minibatch that <see cref="Load"/> takes.</param>
    /// <param name="noiseSeeds">Seed of the noise of each die; that of the description if left out.</param>
    /// <param name="meter">Takes down the energy of every die; null: nobody asks.</param>
    /// <returns>The ensemble.</returns>
    /// <exception cref="InputException">The circuit has something that ensembles cannot move; carries all of it. Or it has noise and is metered.</exception>
    public static ChipEnsemble Create(
        CircuitDescription description, IReadOnlyList<int> dies, SimulationOptions? options = null, int batchCapacity = 1, IReadOnlyList<int>? noiseSeeds = null,
        EnsembleMeter? meter = null)
    {
        ArgumentOutOfRangeException.ThrowIfZero(dies.Count);
        ArgumentOutOfRangeException.ThrowIfNotEqual(noiseSeeds?.Count ?? dies.Count, dies.Count, nameof(noiseSeeds));
        EnsembleLimits.Require(description);
        SimulationBlock simulation = description.Simulation;
        CircuitDescription With(int? seed) => description with { Simulation = simulation with { NoiseSeed = seed ?? simulation.NoiseSeed } };
        return Of([.. dies.Select((die, k) => ChipFabricator.Fabricate(With(noiseSeeds?[k]), die))], options, batchCapacity, meter);
    }

    /// <summary>Chips that fill a register: ensembles of so many waste nothing.</summary>
    /// <param name="description">A resolved description.</param>
    /// <param name="options">How to use the machine.</param>
    /// <returns>At least 1.</returns>
    public static int ChipsAtOnce(CircuitDescription description, SimulationOptions options) => description.Simulation.Precision == PrecisionKind.Double
        ? ChipBlocks.For<double>(1, options.Width).Lanes
        : ChipBlocks.For<float>(1, options.Width).Lanes;

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

    /// <summary>Reads all conductances and biases of one chip back.</summary>
    /// <param name="chip">Index of the chip.</param>
    /// <returns>Dimensionless weights and biases; a copy.</returns>
    public abstract NetworkParameters ReadBack(int chip);

    /// <summary>Drives the inputs of every chip with one example, a minibatch of its own, and removes any nudge.</summary>
    /// <param name="inputs">One a clamped node.</param>
    public void Clamp(ReadOnlySpan<float> inputs)
    {
        Load(inputs, [0]);
        Present(0);
    }

    /// <summary>Takes a minibatch, whose examples <see cref="Present"/> then shows one by one.</summary>
    /// <param name="inputs">All inputs of the data set, row-major [examples x inputs], dimensionless.</param>
    /// <param name="rows">The examples of the minibatch.</param>
    public abstract void Load(ReadOnlySpan<float> inputs, ReadOnlySpan<int> rows);

    /// <summary>Drives the inputs of every chip with one example of the minibatch and removes any nudge.</summary>
    /// <param name="example">Index in the minibatch.</param>
    public abstract void Present(int example);

    /// <summary>
    /// Sets the step at which noise begins, for this example and those presented after it, as <see cref="IPhysicalNetwork.StartClock"/> does it for a minibatch. Phases of an
    /// example count on from there, and the next example begins there anew: its row of the data names its noise.
    /// </summary>
    /// <param name="step">See <see cref="NoiseClock"/>.</param>
    public abstract void StartClock(long step);

    /// <summary>Puts every free node at its initial state.</summary>
    public abstract void StartAtInitialState();

    /// <summary>Makes room for free states of so many examples ("persistent particles"), all zero.</summary>
    /// <param name="examples">Examples.</param>
    public abstract void MakeRoomForStates(int examples);

    /// <summary>Puts the free nodes of every chip at what <see cref="StoreStates"/> stored.</summary>
    /// <param name="example">Of which example.</param>
    public abstract void StartAtStored(int example);

    /// <summary>Stores the present states of every chip.</summary>
    /// <param name="example">As those of which example.</param>
    public abstract void StoreStates(int example);

    /// <inheritdoc/>
    /// <remarks>Targets are those of the present example; the cost is the squared error.</remarks>
    public abstract void Nudge(CostKind cost, double beta, ReadOnlySpan<float> targets);

    /// <inheritdoc/>
    public abstract void ReleaseNudge();

    /// <inheritdoc/>
    /// <remarks>The outcome is over chips; <see cref="ResidualOf"/> tells of one.</remarks>
    public abstract SettlingOutcome Settle(PhaseLength phase);

    /// <summary>How fast the fastest node of a chip moved at the end of the last phase, in swings a time constant.</summary>
    /// <param name="chip">Index of the chip.</param>
    /// <returns>Its residual.</returns>
    public abstract double ResidualOf(int chip);

    /// <summary>Whether a chip has diverged since it was programmed.</summary>
    /// <param name="chip">Index of the chip.</param>
    /// <returns>True where what it learned and answers means nothing.</returns>
    public abstract bool HasDiverged(int chip);

    /// <inheritdoc/>
    /// <remarks>Activities of the present example; those of the others of the minibatch are kept until they are written.</remarks>
    public abstract void Hold(HoldSlot slot);

    /// <inheritdoc/>
    public abstract void Recall(HoldSlot slot);

    /// <inheritdoc/>
    /// <remarks>Chips wait with the write until the last example of the minibatch asks for it; the command must be the same for all of them.</remarks>
    public abstract void Update(PlasticityCommand command);

    /// <summary>Reads one group of one chip.</summary>
    /// <param name="chip">Index of the chip.</param>
    /// <param name="group">Index of the group, from 1.</param>
    /// <param name="quantity">State or activity.</param>
    /// <param name="destination">One a node.</param>
    public abstract void Read(int chip, int group, NodeQuantity quantity, Span<double> destination);

    /// <summary>Reads what is compared with the targets: states of the outputs for the energy-based force, activities for summed currents.</summary>
    /// <param name="destination">Row-major [chips x outputs].</param>
    public abstract void ReadAnswers(Span<double> destination);

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>An ensemble of chips that were made elsewhere, all of one drawing.</summary>
    internal static ChipEnsemble Of(IReadOnlyList<ChipInstance> chips, SimulationOptions? options, int batchCapacity = 1, EnsembleMeter? meter = null) =>
        chips[0].Description.Simulation.Precision == PrecisionKind.Double
            ? new ChipEnsemble<double>(chips, options ?? new(), batchCapacity, meter)
            : new ChipEnsemble<float>(chips, options ?? new(), batchCapacity, meter);
}
