using EqProp.Analog.Studies.Datasets;

namespace EqProp.Analog.Studies.Tolerances;

/// <summary>How a tolerance study is run.</summary>
public sealed record ToleranceOptions
{
    /// <summary>Test accuracy in percent that a chip must reach after learning.</summary>
    public required double TargetPercent { get; init; }

    /// <summary>Where data files are.</summary>
    public required DatasetLocation Data { get; init; }

    /// <summary>Dies that each level is tried on; the mean of their accuracies counts.</summary>
    public int Dies { get; init; } = 3;

    /// <summary>Halvings of the range of levels, which is taken in equal ratios.</summary>
    public int Halvings { get; init; } = 5;

    /// <summary>Names of the axes to look at; all if empty.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>Trainings that run at once.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>File that keeps every training, so that a study which is run again takes up what is done; null for none.</summary>
    public string? TrialFile { get; init; }
}
