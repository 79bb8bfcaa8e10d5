namespace EqProp.Analog.Studies.Statistics;

/// <summary>How much of the variance of a result comes from one axis.</summary>
/// <param name="Axis">Number of the axis, from 0.</param>
/// <param name="First">First index: the share of the variance that would go if this axis alone were fixed, on average.</param>
/// <param name="FirstLow">Lower end of its bootstrap interval.</param>
/// <param name="FirstHigh">Upper end of its bootstrap interval.</param>
/// <param name="Total">Total index: the share of the variance that would stay if all other axes were fixed, interactions with them included.</param>
/// <param name="TotalLow">Lower end of its bootstrap interval.</param>
/// <param name="TotalHigh">Upper end of its bootstrap interval.</param>
public sealed record SobolIndex(int Axis, double First, double FirstLow, double FirstHigh, double Total, double TotalLow, double TotalHigh);
