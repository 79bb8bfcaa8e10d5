namespace EqProp.Analog.Networks;

/// <summary>
/// Anything that can act as a learning chip: the simulator, a bench instrument, a recorded session. The trainer talks
/// to this interface alone. Signals are dimensionless (s = 0 and s = 1 are <see cref="Circuits.DimensionlessMap"/>'s
/// reference voltage and reference plus swing); <see cref="NetworkLayout.Map"/> gives volts and seconds.
/// A minibatch is presented at once; a chip with one network serves its examples in turn.
/// </summary>
public interface IPhysicalNetwork : INudgedChip, IDisposable
{
    /// <summary>Largest minibatch that <see cref="Clamp"/> takes.</summary>
    int BatchCapacity { get; }

    /// <summary>Writes all conductances and biases; values outside the writable range are clipped to it.</summary>
    /// <param name="parameters">Dimensionless weights and biases.</param>
    void Program(NetworkParameters parameters);

    /// <summary>Reads all conductances and biases back.</summary>
    /// <returns>Dimensionless weights and biases; a copy.</returns>
    NetworkParameters ReadBack();

    /// <summary>Drives the inputs with a minibatch and removes any nudge.</summary>
    /// <param name="inputs">All inputs of the data set, row-major [examples x inputs], dimensionless.</param>
    /// <param name="rows">The examples of the minibatch; its length sets the size of the minibatch.</param>
    void Clamp(ReadOnlySpan<float> inputs, ReadOnlySpan<int> rows);

    /// <summary>
    /// Says at which step a simulated chip's noise is from here on; steps count on through phases and minibatches. A chip with noise of its own
    /// does nothing.
    /// </summary>
    /// <param name="step">A step, as <see cref="NoiseClock"/> gives them.</param>
    void StartClock(long step)
    {
    }

    /// <summary>Puts every free node at its initial state.</summary>
    void StartAtInitialState();

    /// <summary>Puts every free node at a random state, uniform in [0, 1], from a stream keyed by example.</summary>
    /// <param name="seed">Seed of the stream.</param>
    /// <param name="rows">Keys of the examples of the minibatch.</param>
    void StartAtRandom(int seed, ReadOnlySpan<int> rows);

    /// <summary>Makes an empty bank of states for later <see cref="StartFrom"/> and <see cref="Store"/>.</summary>
    /// <param name="examples">Examples to make room for.</param>
    /// <returns>A bank of zero states that only this network can use.</returns>
    StateBank CreateBank(int examples);

    /// <summary>Puts the free nodes at stored states.</summary>
    /// <param name="bank">A bank of this network.</param>
    /// <param name="rows">Which stored state each example of the minibatch takes.</param>
    void StartFrom(StateBank bank, ReadOnlySpan<int> rows);

    /// <summary>Stores the present states.</summary>
    /// <param name="bank">A bank of this network.</param>
    /// <param name="rows">Where each example of the minibatch goes.</param>
    void Store(StateBank bank, ReadOnlySpan<int> rows);

    /// <summary>
    /// Holds the outputs at given states by sources, in place of a nudge, while the rest settles. <see cref="INudgedChip.Nudge"/>, <see cref="INudgedChip.ReleaseNudge"/> and
    /// <see cref="Clamp"/> take the sources away.
    /// </summary>
    /// <param name="states">States of the output group (<see cref="NodeQuantity.State"/>), row-major [examples x outputs]; rails keep what lies beyond them.</param>
    void ClampOutputs(ReadOnlySpan<double> states);

    /// <summary>Reads one group of the present minibatch; where the chip averages, means over the last steps of the phase that ended.</summary>
    /// <param name="group">Index of the group; 0 are the clamped inputs, whose state and activity are the same.</param>
    /// <param name="quantity">State or activity.</param>
    /// <param name="destination">Row-major [examples x nodes].</param>
    void Read(int group, NodeQuantity quantity, Span<double> destination);

    /// <summary>
    /// Reads what is compared with the targets: what the cost sees of the outputs (state for the energy-based force,
    /// activity for summed currents), or the external read-out's logits.
    /// </summary>
    /// <param name="destination">Row-major [examples x answers].</param>
    void ReadAnswers(Span<double> destination);

    /// <summary>Takes the counts of what became of the changes that were wanted; a chip that cannot tell counts nothing.</summary>
    /// <returns>Counts since the last call.</returns>
    UpdateCounts TakeUpdateCounts() => default;

    /// <summary>Counts the memories of synapses that are at a bound; a chip that cannot tell counts nothing.</summary>
    /// <returns>The counts at present.</returns>
    MemoryBounds CountAtBounds() => default;

    /// <summary>
    /// What the chip remembers besides conductances and states, such as changes that wait to be large enough to be written; a checkpoint must keep
    /// it. A chip that cannot be asked remembers nothing.
    /// </summary>
    /// <returns>Arrays that <see cref="RestoreMemory"/> takes back; copies.</returns>
    IReadOnlyList<double[]> ReadMemory() => [];

    /// <summary>Puts back what <see cref="ReadMemory"/> gave, after the conductances were programmed.</summary>
    /// <param name="memory">The arrays.</param>
    /// <exception cref="ArgumentException">They are not those of this chip.</exception>
    void RestoreMemory(IReadOnlyList<double[]> memory)
    {
        if (memory.Count > 0)
        {
            throw new ArgumentException("This chip remembers nothing.", nameof(memory));
        }
    }
}
