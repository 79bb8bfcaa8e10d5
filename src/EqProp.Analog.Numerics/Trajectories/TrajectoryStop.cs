namespace EqProp.Analog.Numerics.Trajectories;

/// <summary>What ends an example before its time is over.</summary>
public sealed record TrajectoryStop
{
    /// <summary>Largest |rate of change| of any state, a nominal step, at which an example has settled; null for no such end.</summary>
    public double? Residual { get; init; }

    /// <summary>A level at which one state ends its example; null for no such end.</summary>
    public LevelCrossing? Crossing { get; init; }
}
