namespace EqProp.Analog.Studies.Designs.Reports;

/// <summary>What trials say of a measure, in its unit. Numbers that are not known are not numbers.</summary>
/// <param name="Name">The measure.</param>
/// <param name="Values">Trials that have a value.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Low">Lower end of Student's interval of the mean.</param>
/// <param name="High">Upper end of Student's interval of the mean.</param>
/// <param name="Deviation">Standard deviation from trial to trial.</param>
/// <param name="Median">Median.</param>
public sealed record ReportedMean(string Name, int Values, double Mean, double Low, double High, double Deviation, double Median);
