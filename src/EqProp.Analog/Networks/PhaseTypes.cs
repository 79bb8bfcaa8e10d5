namespace EqProp.Analog.Networks;

/// <summary>How long a phase lasts.</summary>
/// <param name="Steps">Integration steps, or the most there may be.</param>
/// <param name="Residual">Largest |ds/dt| (swings a time constant) at which an example stops; null for a fixed length.</param>
public readonly record struct PhaseLength(int Steps, double? Residual = null);

/// <summary>How far a minibatch had settled at the end of a phase.</summary>
/// <param name="MaxResidual">Largest |ds/dt| over nodes and examples, in swings a time constant.</param>
/// <param name="MeanResidual">Mean over examples of each example's largest |ds/dt|.</param>
/// <param name="MeanSteps">Mean over examples of the steps taken.</param>
/// <param name="Unsettled">Examples that did not reach the requested residual (0 for a fixed length).</param>
/// <param name="ExampleSteps">Steps that each example took, nominal ones where it chose its own; null where the chip cannot tell.</param>
public readonly record struct SettlingOutcome(
    double MaxResidual, double MeanResidual, double MeanSteps, int Unsettled, IReadOnlyList<int>? ExampleSteps = null);

/// <summary>The sample-and-hold circuits of a chip.</summary>
public enum HoldSlot
{
    /// <summary>End of the free phase.</summary>
    Free,

    /// <summary>End of the phase nudged by +beta (or of the only nudged phase).</summary>
    Positive,

    /// <summary>End of the phase nudged by -beta.</summary>
    Negative,
}

/// <summary>What to read of a node.</summary>
public enum NodeQuantity
{
    /// <summary>The state: voltage at the input of the activation circuit over the reference, in swings; that of the membrane on an ideal chip.</summary>
    State,

    /// <summary>The activity rho(s): what synapses see.</summary>
    Activity,
}
