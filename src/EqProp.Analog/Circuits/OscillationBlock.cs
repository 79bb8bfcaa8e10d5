namespace EqProp.Analog.Circuits;

/// <summary>
/// The nudge of the rule oscillatingNudge, a staircase beta sin(2 pi k / points) that stays at each level for <see cref="LearningBlock.NudgedPhase"/>;
/// its amplitude is <see cref="LearningBlock.Beta"/>.
/// </summary>
public sealed record OscillationBlock
{
    /// <summary>Levels a period at which the contrast is sampled: an even number of at least 4, so that each has its opposite.</summary>
    public int Points { get; init; } = 10;

    /// <summary>Periods over which the lock-in averages.</summary>
    public int Periods { get; init; } = 1;
}
