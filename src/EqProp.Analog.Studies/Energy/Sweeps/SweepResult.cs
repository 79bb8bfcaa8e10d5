namespace EqProp.Analog.Studies.Energy.Sweeps;

/// <summary>A sweep of one or two fields of a circuit.</summary>
public sealed record SweepResult
{
    /// <summary>Name of the circuit.</summary>
    public required string CircuitName { get; init; }

    /// <summary>Hash of the circuit as it was before anything was swept.</summary>
    public required string CircuitHash { get; init; }

    /// <summary>The fields.</summary>
    public required IReadOnlyList<SweepAxis> Axes { get; init; }

    /// <summary>The points, the last axis fastest.</summary>
    public required IReadOnlyList<SweepPoint> Points { get; init; }

    /// <summary>Examples that energies and accuracies are means over.</summary>
    public required int Examples { get; init; }

    /// <summary>Whether weights were given; if not, those with which learning starts, whose answers mean nothing.</summary>
    public required bool HasWeights { get; init; }

    /// <summary>Whether the sweep was stopped before its last point.</summary>
    public bool IsCutShort { get; init; }

    /// <summary>What the energies count, as the first point that has one states it.</summary>
    public string? Boundary => Points.FirstOrDefault(point => point.Boundary is not null)?.Boundary;
}
