namespace EqProp.Analog.Studies.Datasets;

/// <summary>What the catalog says about a data set.</summary>
public sealed record DatasetEntry
{
    /// <summary>Name in a circuit file.</summary>
    public required string Name { get; init; }

    /// <summary>What it is, in a line.</summary>
    public required string Summary { get; init; }

    /// <summary>Whose it is and where it comes from.</summary>
    public required string Source { get; init; }

    /// <summary>The licence it is given under.</summary>
    public required string Licence { get; init; }

    /// <summary>Signals an example; null if the user's file decides.</summary>
    public int? Inputs { get; init; }

    /// <summary>Number of classes; null if the user's file decides.</summary>
    public int? Classes { get; init; }

    /// <summary>Training examples there are unless told otherwise; null if the user's file decides.</summary>
    public int? TrainExamples { get; init; }

    /// <summary>Test examples there are unless told otherwise; null if the user's file decides.</summary>
    public int? TestExamples { get; init; }

    /// <summary>Files that must be fetched first; empty for generated data and for the user's own.</summary>
    public IReadOnlyList<DatasetFile> Files { get; init; } = [];

    /// <summary>Addresses, each ending in a slash, under which the files (with <c>.gz</c>) are published.</summary>
    public IReadOnlyList<Uri> Mirrors { get; init; } = [];

    /// <summary>Whether files must be fetched before the set can be used.</summary>
    public bool NeedsFiles => Files.Count > 0;
}
