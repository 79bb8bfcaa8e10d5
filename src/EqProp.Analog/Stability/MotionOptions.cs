namespace EqProp.Analog.Stability;

/// <summary>How a <see cref="Motion"/> is integrated.</summary>
public sealed record MotionOptions
{
    /// <summary>Error allowed in a step, in swings and in proportion to the state: far below the rate that counts as rest.</summary>
    public double Tolerance { get; init; } = 1e-8;

    /// <summary>Most steps, rejected ones included.</summary>
    public int MaximumSteps { get; init; } = 100_000;
}
