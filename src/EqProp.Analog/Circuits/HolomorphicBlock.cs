namespace EqProp.Analog.Circuits;

/// <summary>The circle of complex nudges about zero of the rule holomorphic; its radius is <see cref="LearningBlock.Beta"/>.</summary>
public sealed record HolomorphicBlock
{
    /// <summary>
    /// Points N on the circle, the real one among them: 2 is centered equilibrium propagation, with an error of order beta^N. Points of an upper
    /// half serve for both, so that 10, as published for noisy neurons, take two real and four complex phases.
    /// </summary>
    public int Points { get; init; } = 10;
}
