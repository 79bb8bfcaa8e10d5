namespace EqProp.Analog.Stability;

/// <summary>How thoroughly a network is searched.</summary>
public sealed record StabilityOptions
{
    /// <summary>Random states from which operating points are sought, besides the initial state and even ones.</summary>
    public int Starts { get; init; } = 64;

    /// <summary>Of them, those from which the network is also let move.</summary>
    public int Motions { get; init; } = 8;

    /// <summary>Seed of the random states.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Duration of a motion, in the slowest node's time constants.</summary>
    public double Duration { get; init; } = 60;

    /// <summary>Whether kicks are tried on networks that settle at one point.</summary>
    public bool Kicks { get; init; } = true;
}
