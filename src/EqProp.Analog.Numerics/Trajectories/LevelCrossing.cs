namespace EqProp.Analog.Numerics.Trajectories;

/// <summary>Which way a state crosses a level.</summary>
public enum CrossingDirection
{
    /// <summary>From below to the level or above.</summary>
    Rising,

    /// <summary>From above to the level or below.</summary>
    Falling,

    /// <summary>Either way.</summary>
    Either,
}

/// <summary>
/// One state at one level. Ends of steps are looked at: a state that crosses the level twice within a step has not
/// crossed it.
/// </summary>
/// <param name="Group">Index of the group.</param>
/// <param name="State">Index of the state in its group.</param>
/// <param name="Level">The level, in units of the state.</param>
/// <param name="Direction">Which way.</param>
public sealed record LevelCrossing(int Group, int State, double Level, CrossingDirection Direction)
{
    /// <summary>How well the time is located within the step, in nominal steps.</summary>
    public double TimeTolerance { get; init; } = 1e-9;

    internal bool Occurs(double before, double after) => Direction switch
    {
        CrossingDirection.Rising => Rises(before, after),
        CrossingDirection.Falling => Falls(before, after),
        _ => Rises(before, after) || Falls(before, after),
    };

    private bool Rises(double before, double after) => before < Level && after >= Level;

    private bool Falls(double before, double after) => before > Level && after <= Level;
}
