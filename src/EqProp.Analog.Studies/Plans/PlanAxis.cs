namespace EqProp.Analog.Studies.Plans;

/// <summary>An axis of a plan: what its column of the table is.</summary>
/// <param name="Name">Heading of the column.</param>
/// <param name="Path">Path of its field; null for named levels.</param>
/// <param name="Unit">Unit of its numbers; empty for none.</param>
/// <param name="IsNumeric">Whether its values are numbers.</param>
public sealed record PlanAxis(string Name, string? Path, string Unit, bool IsNumeric);
