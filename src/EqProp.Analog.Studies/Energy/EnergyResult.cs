namespace EqProp.Analog.Studies.Energy;

/// <summary>Energy of a chip: of inferences and updates, where it goes, and what others would need.</summary>
public sealed record EnergyResult
{
    /// <summary>Name of the circuit.</summary>
    public required string CircuitName { get; init; }

    /// <summary>Hash of the circuit.</summary>
    public required string CircuitHash { get; init; }

    /// <summary>Seed of the die.</summary>
    public required int Die { get; init; }

    /// <summary>Examples over which the inference is a mean.</summary>
    public required int Examples { get; init; }

    /// <summary>Share of these examples that the chip answers rightly with the weights that it has; null where there are no data.</summary>
    public double? AccuracyPercent { get; init; }

    /// <summary>One inference, as a mean over the examples.</summary>
    public required EnergyFigure Inference { get; init; }

    /// <summary>One update; null where the circuit does not learn or no circuit can do its rule.</summary>
    public EnergyFigure? Update { get; init; }

    /// <summary>Why there is no figure of an update; null where there is one.</summary>
    public string? NoUpdate { get; init; }

    /// <summary>Updates of an epoch; null without updates.</summary>
    public int? UpdatesPerEpoch { get; init; }

    /// <summary>Largest power of the simulated network during a free phase of one example, in watts, without periphery; null where operating points are searched for.</summary>
    public double? PeakWatts { get; init; }

    /// <summary>What free phases that end earlier would cost and get right; empty where operating points are searched for.</summary>
    public IReadOnlyList<SettlingPoint> Settling { get; init; } = [];

    /// <summary>Energy of an epoch, in joules; null without updates.</summary>
    public double? EpochJoules => Update is { } update && UpdatesPerEpoch is { } updates ? update.Estimate.Joules * updates : null;
}
