namespace EqProp.Analog.Studies.Energy.Sweeps;

/// <summary>One point of a sweep: what a chip with these values costs, gets right, and how noisy it is.</summary>
public sealed record SweepPoint
{
    /// <summary>Values of the axes, as they stand in a circuit file.</summary>
    public required IReadOnlyList<string> Values { get; init; }

    /// <summary>Joules of an inference; null where the point failed.</summary>
    public double? JoulesPerInference { get; init; }

    /// <summary>5 % point, in joules.</summary>
    public double? Low { get; init; }

    /// <summary>95 % point, in joules.</summary>
    public double? High { get; init; }

    /// <summary>Joules of an update; null where the circuit has none.</summary>
    public double? JoulesPerUpdate { get; init; }

    /// <summary>Share of right answers, in percent; null without weights that were given.</summary>
    public double? AccuracyPercent { get; init; }

    /// <summary>Noise that thermal agitation leaves on a membrane, sqrt(kT/C) over the swing, in percent.</summary>
    public double? NoisePercent { get; init; }

    /// <summary>Components that have no energy stated and are in no sum.</summary>
    public int Missing { get; init; }

    /// <summary>What the inference counts.</summary>
    public string? Boundary { get; init; }

    /// <summary>Why there are no numbers; null where there are.</summary>
    public string? Failure { get; init; }

    /// <summary>Whether no other point costs less and gets as much right.</summary>
    public bool IsOnAccuracyFront { get; init; }

    /// <summary>Whether no other point costs less and is as quiet.</summary>
    public bool IsOnNoiseFront { get; init; }
}
