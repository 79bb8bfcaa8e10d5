using System.Text.Json;
using EqProp.Analog.Circuits;

namespace EqProp.Analog.Studies.Records;

/// <summary>
/// What one run was and what it measured: the content of <c>record.json</c>. Members that do not apply are null and are
/// left out of the file. The members are listed, with their units, in the README beside this file.
/// </summary>
public sealed record RunRecord
{
    /// <summary>The version of the format that this build reads and writes.</summary>
    public const int CurrentSchemaVersion = 1;

    /// <summary>Version of the format.</summary>
    public int SchemaVersion { get; init; } = CurrentSchemaVersion;

    /// <summary>What the run did.</summary>
    public RunKind Kind { get; init; } = RunKind.Train;

    /// <summary>The program that made the record.</summary>
    public required ToolRecord Tool { get; init; }

    /// <summary>Name of the circuit.</summary>
    public required string CircuitName { get; init; }

    /// <summary>Hash of the resolved circuit.</summary>
    public required string CircuitHash { get; init; }

    /// <summary>The circuit file, as an absolute path; relative paths in it start there.</summary>
    public string? CircuitPath { get; init; }

    /// <summary>Seed of initialisation, shuffling and signs.</summary>
    public required int Seed { get; init; }

    /// <summary>The command line that repeats the run.</summary>
    public required string Command { get; init; }

    /// <summary>When the run began, UTC.</summary>
    public required DateTime StartedUtc { get; init; }

    /// <summary>How far the run came.</summary>
    public RunStatus Status { get; init; } = RunStatus.Running;

    /// <summary>The examples.</summary>
    public DatasetRecord? Dataset { get; init; }

    /// <summary>One entry for each finished epoch.</summary>
    public IReadOnlyList<EpochRecord>? Epochs { get; init; }

    /// <summary>What the run noticed and its user should change; null where all was well.</summary>
    public IReadOnlyList<WarningRecord>? Warnings { get; init; }

    /// <summary>The final measurement on the test examples.</summary>
    public TestRecord? Test { get; init; }

    /// <summary>Measurements some time after learning, as synapse devices age.</summary>
    public IReadOnlyList<AgedRecord>? Aged { get; init; }

    /// <summary>How much the answers depend on where the free phase starts.</summary>
    public StartSensitivityRecord? StartSensitivity { get; init; }

    /// <summary>Dead and saturated neurons of each group.</summary>
    public IReadOnlyList<UnitGroupRecord>? Units { get; init; }

    /// <summary>Mean settling time of a free phase, in seconds of the chip; a lower bound where examples had not settled.</summary>
    public double? SettlingTimeSeconds { get; init; }

    /// <summary>Share of examples, in percent, that had not settled when the measurement of the settling time ended.</summary>
    public double? SettlingUnsettledPercent { get; init; }

    /// <summary>What the chip costs after learning; null where it is not known.</summary>
    public EnergyRecord? Energy { get; init; }

    /// <summary>Length of the phases.</summary>
    public PhaseRecord? Phase { get; init; }

    /// <summary>Where the run took place.</summary>
    public EnvironmentRecord? Environment { get; init; }

    /// <summary>The report, as an absolute path.</summary>
    public string? ReportPath { get; init; }

    /// <summary>Writes the record as JSON.</summary>
    /// <returns>Indented JSON text.</returns>
    public string ToJson() => JsonSerializer.Serialize(this, RecordJson.FileOptions);

    /// <summary>Reads a record.</summary>
    /// <param name="json">JSON text.</param>
    /// <param name="path">The file that it came from, for messages.</param>
    /// <returns>The record.</returns>
    /// <exception cref="InputException">The text is no record, or one of another schema version.</exception>
    public static RunRecord FromJson(string json, string path) =>
        RecordJson.Parse<RunRecord>(json, path, "run record", CurrentSchemaVersion);
}
