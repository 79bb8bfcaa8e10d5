using System.Text.Json.Nodes;
using EqProp.Analog.Studies.Trials;

namespace EqProp.Analog.Studies.Designs;

/// <summary>What a study file says: a circuit, what changes, which chips, what is done with each, and what is kept.</summary>
public sealed record StudyDescription
{
    /// <summary>Version of the format; 1.</summary>
    public required int SchemaVersion { get; init; }

    /// <summary>Name of the study.</summary>
    public required string Name { get; init; }

    /// <summary>What it asks, in a line.</summary>
    public string? Description { get; init; }

    /// <summary>The circuit at every point: a file relative to this one, the name of a preset, or a circuit as it would stand in a file, with what it extends.</summary>
    public required JsonNode Circuit { get; init; }

    /// <summary>Settings of every point, as after <c>--set</c>.</summary>
    public IReadOnlyList<string> Set { get; init; } = [];

    /// <summary>What is done with each chip.</summary>
    public TrialProtocol Trial { get; init; } = new();

    /// <summary>What changes from point to point; a study without axes has one point.</summary>
    public IReadOnlyList<AxisBlock> Axes { get; init; } = [];

    /// <summary>Which points there are.</summary>
    public DesignBlock Design { get; init; } = new();

    /// <summary>Which chips and seeds each point is tried with.</summary>
    public SampleBlock Samples { get; init; } = new();

    /// <summary>Measures to keep, by name; the usual ones if empty.</summary>
    public IReadOnlyList<string> Measures { get; init; } = [];

    /// <summary>What counts as a good chip; null where the study has no yield.</summary>
    public YieldBlock? Yield { get; init; }

    /// <summary>When a point has been tried often enough; null to try all of its samples.</summary>
    public StopBlock? Stop { get; init; }
}
