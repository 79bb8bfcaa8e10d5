namespace EqProp.Analog.Studies.Trials;

/// <summary>How a chip answers the test examples; NaN of a chip that has failed.</summary>
/// <param name="AccuracyPercent">Examples answered rightly, in percent.</param>
/// <param name="Cost">Mean cost at the end of the free phase.</param>
/// <param name="ResidualMax">Largest residual at the end of a free phase, in swings a time constant.</param>
/// <param name="ResidualMean">Mean over examples of their residual.</param>
internal readonly record struct TestFigures(double AccuracyPercent, double Cost, double ResidualMax, double ResidualMean)
{
    /// <summary>Those of a chip that has failed.</summary>
    public static TestFigures None { get; } = new(double.NaN, double.NaN, double.NaN, double.NaN);
}
