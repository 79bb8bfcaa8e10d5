namespace EqProp.Analog.Circuits;

/// <summary>The second copy of a network that learns by the contrast between two copies.</summary>
public sealed record TwinBlock
{
    /// <summary>Die of the second copy, whose draws of all spreads it has; that of the first and one if left out.</summary>
    public int? DieSeed { get; init; }

    /// <summary>
    /// Relative standard deviation of what each synapse of the second copy conducts from that of the first, alike in both directions, besides the
    /// spreads of circuit.fabrication.
    /// </summary>
    public double Mismatch { get; init; }

    /// <summary>
    /// Whether the two copies change places with the sign drawn for each minibatch, so that what sets them apart cancels on average; not with the
    /// estimator randomSign, whose sign turns the nudge.
    /// </summary>
    public bool Swap { get; init; }
}
