namespace EqProp.Analog.Studies.Trials;

/// <summary>A number that a trial gives.</summary>
/// <param name="Name">Name in tables, such as accuracyPercent.</param>
/// <param name="Unit">Its unit, such as "%" or "J"; empty for a plain number.</param>
/// <param name="Meaning">What it is, in a line.</param>
/// <param name="HigherIsBetter">Which way is better; null where neither is.</param>
public sealed record TrialMeasure(string Name, string Unit, string Meaning, bool? HigherIsBetter = null);
