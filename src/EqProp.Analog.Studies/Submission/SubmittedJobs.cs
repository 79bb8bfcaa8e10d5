using System.Text.Json;
using EqProp.Analog.Studies.Records;

namespace EqProp.Analog.Studies.Submission;

/// <summary>
/// What was handed to a scheduler, for people who look after their jobs. Nothing depends on it: what is done is told by the results of shards alone.
/// </summary>
public sealed record SubmittedJobs
{
    /// <summary>The version of this record that this build writes and reads.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Version of the format.</summary>
    public int SchemaVersion { get; init; } = CurrentVersion;

    /// <summary>Name of the engine.</summary>
    public required string Engine { get; init; }

    /// <summary>When, in coordinated universal time.</summary>
    public required DateTime SubmittedUtc { get; init; }

    /// <summary>The shards, as ranges such as 0-3,7.</summary>
    public required string Shards { get; init; }

    /// <summary>Numbers of the arrays.</summary>
    public required IReadOnlyList<string> Arrays { get; init; }

    /// <summary>Number of the merge after them.</summary>
    public required string Merge { get; init; }

    /// <summary>The record as JSON.</summary>
    /// <returns>One object.</returns>
    public string ToJson() => JsonSerializer.Serialize(this, RecordJson.FileOptions);
}
