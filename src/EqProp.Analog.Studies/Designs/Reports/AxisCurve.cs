namespace EqProp.Analog.Studies.Designs.Reports;

/// <summary>One line of a plot along an axis.</summary>
/// <param name="Name">What it is of; empty for a single line.</param>
/// <param name="Levels">Groups of the axis at which it has trials.</param>
/// <param name="Rows">Trials at each of them.</param>
internal sealed record AxisCurve(string Name, IReadOnlyList<int> Levels, IReadOnlyList<IReadOnlyList<int>> Rows);
