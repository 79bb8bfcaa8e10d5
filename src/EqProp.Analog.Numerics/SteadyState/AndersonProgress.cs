namespace EqProp.Analog.Numerics.SteadyState;

/// <summary>How far one example has come in an Anderson iteration.</summary>
internal struct AndersonProgress
{
    /// <summary>Columns of history in use.</summary>
    public int Columns;

    /// <summary>Where the next one goes.</summary>
    public int NextColumn;
    public int Sweeps;
    public bool HasPrevious;

    /// <summary>Smallest residual since the last restart.</summary>
    public double LeastResidual;

    /// <summary>Part of a residual that a step takes.</summary>
    public double Damping;

    /// <summary>Forgets the history, and steps more carefully from here.</summary>
    public void Restart(double residual, double leastDamping)
    {
        Columns = 0;
        LeastResidual = residual;
        Damping = Math.Max(leastDamping, Damping / 2);
    }
}
