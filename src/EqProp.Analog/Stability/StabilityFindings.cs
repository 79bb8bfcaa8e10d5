namespace EqProp.Analog.Stability;

/// <summary>What a network does with its inputs, weights and biases as they are.</summary>
public sealed record StabilityFindings
{
    /// <summary>Every operating point found, stable ones first, then by the leading eigenvalue.</summary>
    public required IReadOnlyList<OperatingPoint> Points { get; init; }

    /// <summary>
    /// Index of the point that the network settles at from its initial state, or, where it does not settle, of the point that is nearest to
    /// stability; null if there is none.
    /// </summary>
    public int? Chosen { get; init; }

    /// <summary>The motion that goes on for ever; that from the initial state where there are several.</summary>
    public LimitCycle? Cycle { get; init; }

    /// <summary>Whether the network settles from its initial state.</summary>
    public bool SettlesFromInitialState { get; init; }

    /// <summary>The kick that fires a cell; null if none does or none was tried.</summary>
    public Excitation? Excitation { get; init; }

    /// <summary>Starts of motions, and how many of them came to rest.</summary>
    public required (int Tried, int Settled) Motions { get; init; }

    /// <summary>Starts from which operating points were sought.</summary>
    public required int Starts { get; init; }

    /// <summary>Number of stable points found.</summary>
    public int StablePoints => Points.Count(point => point.IsStable);

    /// <summary>What all of this amounts to.</summary>
    public Regime Regime => (StablePoints, Cycle is not null) switch
    {
        (0, true) => Regime.Oscillating,
        (0, false) => Regime.Undecided,
        (_, true) => Regime.RestBesideOscillation,
        (1, _) => Excitation is null ? Regime.Monostable : Regime.Excitable,
        (2, _) => Regime.Bistable,
        _ => Regime.Multistable,
    };
}
