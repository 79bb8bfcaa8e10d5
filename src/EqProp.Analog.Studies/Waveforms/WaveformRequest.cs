using EqProp.Analog.Studies.Datasets;

namespace EqProp.Analog.Studies.Waveforms;

/// <summary>What to record of a circuit.</summary>
public sealed record WaveformRequest
{
    /// <summary>Index of the test example; the first if left out. Not for a circuit without data.</summary>
    public int? Example { get; init; }

    /// <summary>Names of nodes or groups; if left out, a few nodes of each free group.</summary>
    public IReadOnlyList<string>? Nodes { get; init; }

    /// <summary>
    /// Duration of the free phase in seconds; if left out that of the learning block, or ten time constants of the
    /// slowest node in a circuit without one.
    /// </summary>
    public double? DurationSeconds { get; init; }

    /// <summary>Whether the nudged phase of the learning block follows.</summary>
    public bool Nudged { get; init; }

    /// <summary>Weights (.npz); those that learning starts from if left out.</summary>
    public string? WeightFile { get; init; }

    /// <summary>Where data files are.</summary>
    public DatasetLocation Data { get; init; } = new();
}
