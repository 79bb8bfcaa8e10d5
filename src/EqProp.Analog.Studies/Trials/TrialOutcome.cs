namespace EqProp.Analog.Studies.Trials;

/// <summary>What came of one trial.</summary>
/// <param name="Values">One number a measure, in the order of <see cref="ITrial.Measures"/>; NaN where there is none.</param>
/// <param name="Failure">Why the chip failed, such as voltages that ran away; null where it did not.</param>
public sealed record TrialOutcome(IReadOnlyList<double> Values, string? Failure = null);
