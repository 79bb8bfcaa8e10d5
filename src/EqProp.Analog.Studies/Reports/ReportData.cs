using System.Text.Json;
using System.Text.Json.Nodes;
using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Energy;
using EqProp.Analog.Studies.Records;

namespace EqProp.Analog.Studies.Reports;

/// <summary>Everything that a report shows: the content of <c>report-data.json</c>, from which the page can be drawn again.</summary>
public sealed record ReportData
{
    /// <summary>The version of the format that this build reads and writes.</summary>
    public const int CurrentSchemaVersion = 1;

    /// <summary>Version of the format.</summary>
    public int SchemaVersion { get; init; } = CurrentSchemaVersion;

    /// <summary>The record of the run.</summary>
    public required RunRecord Record { get; init; }

    /// <summary>The resolved circuit.</summary>
    public required JsonObject Circuit { get; init; }

    /// <summary>Waveforms of a few neurons.</summary>
    public IReadOnlyList<WaveformSet> Waveforms { get; init; } = [];

    /// <summary>How long test examples take to settle; null in data of an older build.</summary>
    public SettlingHistogram? SettlingTimes { get; init; }

    /// <summary>Conductances of each coupling before and after learning.</summary>
    public IReadOnlyList<WeightHistogram> Histograms { get; init; } = [];

    /// <summary>The test examples that were answered wrong most surely, the worst first.</summary>
    public IReadOnlyList<MistakePicture> Mistakes { get; init; } = [];

    /// <summary>Energy of the trained chip; null in data of an older build, and where it is not known.</summary>
    public EnergyResult? Energy { get; init; }

    /// <summary>Why the energy is not known; null where it is.</summary>
    public string? NoEnergy { get; init; }

    /// <summary>Writes the data as JSON.</summary>
    /// <returns>JSON text.</returns>
    public string ToJson() => JsonSerializer.Serialize(this, RecordJson.CompactOptions);

    /// <summary>Reads the data.</summary>
    /// <param name="json">JSON text.</param>
    /// <param name="path">The file that it came from, for messages.</param>
    /// <returns>The data.</returns>
    /// <exception cref="InputException">The text holds no report data, or such of another schema version.</exception>
    public static ReportData FromJson(string json, string path) =>
        RecordJson.Parse<ReportData>(json, path, "report data file", CurrentSchemaVersion);
}
