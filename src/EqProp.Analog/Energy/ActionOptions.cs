namespace EqProp.Analog.Energy;

/// <summary>What was measured of a run and takes the place of what the description lets expect.</summary>
public sealed record ActionOptions
{
    /// <summary>Writes of a synapse or bias in one update, as a mean; one by default.</summary>
    public double WritesPerParameter { get; init; } = 1;

    /// <summary>Examples of a minibatch; null: those of the description.</summary>
    public int? Examples { get; init; }

    /// <summary>Duration of a free phase in seconds; null: that of the description.</summary>
    public double? FreeSeconds { get; init; }

    /// <summary>Duration of one nudged phase in seconds; null: that of the description.</summary>
    public double? NudgedSeconds { get; init; }

    /// <summary>Mean conductance that a write pulse sees, in siemens; null: half the largest of a device.</summary>
    public double? WrittenConductance { get; init; }
}
