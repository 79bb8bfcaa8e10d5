namespace EqProp.Analog.Studies.Designs.Reports;

/// <summary>One plot along an axis.</summary>
/// <param name="Title">What all of its lines have in common, such as "layers=2"; empty for nothing.</param>
/// <param name="Axis">The axis.</param>
/// <param name="Split">The axis by which lines differ; null for a single line.</param>
/// <param name="Curves">The lines.</param>
internal sealed record AxisPanel(string Title, AxisLevels Axis, AxisLevels? Split, IReadOnlyList<AxisCurve> Curves);
