namespace EqProp.Analog.Networks;

/// <summary>
/// Two copies of a network that share their weights: one stays free or is nudged the other way while the other is nudged, and one plasticity unit
/// contrasts what is held of the two and writes both alike. Seen as one network, it is the nudged copy, the second if both are; without a nudge the first.
/// </summary>
public interface ITwinNetwork : IPhysicalNetwork
{
    /// <summary>Nudges one copy. From then on phases move nudged copies alone: the other rests where its free phase left it.</summary>
    /// <param name="copy">Which.</param>
    /// <param name="cost">The cost whose gradient is the nudge.</param>
    /// <param name="beta">Nudging strength, dimensionless.</param>
    /// <param name="targets">Targets of the minibatch, row-major [examples x answers].</param>
    void Nudge(TwinCopy copy, Circuits.CostKind cost, double beta, ReadOnlySpan<float> targets);

    /// <summary>Samples and holds one copy for the plasticity unit.</summary>
    /// <param name="copy">Which.</param>
    /// <param name="slot">Which hold circuit.</param>
    void Hold(TwinCopy copy, HoldSlot slot);
}

/// <summary>The copies of a twin network.</summary>
public enum TwinCopy
{
    /// <summary>The chip of the description, which answers.</summary>
    First,

    /// <summary>The copy that is nudged.</summary>
    Second,
}
