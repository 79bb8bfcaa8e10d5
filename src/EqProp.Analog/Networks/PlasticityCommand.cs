namespace EqProp.Analog.Networks;

/// <summary>What a synapse multiplies. y_i is the activity of its source, y_j that of its target, d their change from one held phase to another.</summary>
public enum CorrelationForm
{
    /// <summary>The change of the product, d(y_i y_j); y_i times the change of y_j, with the mean of y_i, where the synapse acts one way.</summary>
    Contrast,

    /// <summary>
    /// y_i dy_j + y_j dy_i with the undisturbed activities of <see cref="PlasticityCommand.Pre"/>: what timing does to a synapse whose two
    /// neurons change slowly. Where the synapse acts one way, y_i dy_j alone.
    /// </summary>
    Timing,

    /// <summary>y_i dy_j alone, whichever way the synapse acts: presynaptic activity times postsynaptic change. Within a reciprocal group the first of two nodes is the source.</summary>
    TimingForward,
}

/// <summary>What becomes of what the synapses measured.</summary>
public enum UpdateMode
{
    /// <summary>It is written at once.</summary>
    Write,

    /// <summary>It is added to a correlator at each synapse; nothing is written.</summary>
    Accumulate,

    /// <summary>What the correlators hold is written, and they are cleared; nothing is measured.</summary>
    WriteAccumulated,
}

/// <summary>
/// One act of the plasticity unit on all plastic synapses: W_ij changes by scale * rate * (y_i y_j at <see cref="Plus"/> - y_i y_j at
/// <see cref="Minus"/>), averaged over the minibatch, and is clipped to the writable range. <see cref="Form"/> changes what is
/// multiplied, <see cref="Mode"/> whether and when it is written.
/// </summary>
/// <param name="Plus">Held states that are added.</param>
/// <param name="Minus">Held states that are subtracted.</param>
/// <param name="Scale">1 / beta one-sided (beta with its sign), 1 / (2 beta) centered. Correlators take it as they accumulate; writing what they hold does not.</param>
/// <param name="WeightRates">Learning rate of each coupling, taken where weights are written; a coupling with 0 is not measured either.</param>
/// <param name="BiasRates">Learning rate of the biases of each group (index 0, the clamped group, is unused).</param>
/// <param name="ReadOutRate">Learning rate of the external read-out.</param>
public sealed record PlasticityCommand(
    HoldSlot Plus, HoldSlot Minus, double Scale,
    IReadOnlyList<double> WeightRates, IReadOnlyList<double> BiasRates, double ReadOutRate)
{
    /// <summary>Learning rate of the leaks of each group, where learning may write them; empty if it writes none.</summary>
    public IReadOnlyList<double> LeakRates { get; init; } = [];

    /// <summary>What the synapses multiply.</summary>
    public CorrelationForm Form { get; init; } = CorrelationForm.Contrast;

    /// <summary>Whether and when it is written.</summary>
    public UpdateMode Mode { get; init; } = UpdateMode.Write;

    /// <summary>Held states of the activity that the timing forms multiply a change with; null: <see cref="Minus"/>.</summary>
    public HoldSlot? Pre { get; init; }
}
