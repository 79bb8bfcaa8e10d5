using EqProp.Analog.Studies.Trials;

namespace EqProp.Analog.Studies.Designs.Reports;

/// <summary>The numbers of a study's report.</summary>
public sealed record StudyReportSummary
{
    /// <summary>Name of the study.</summary>
    public required string Name { get; init; }

    /// <summary>Hash of its plan.</summary>
    public required string PlanHash { get; init; }

    /// <summary>Confidence of all intervals.</summary>
    public required double Confidence { get; init; }

    /// <summary>Trials.</summary>
    public required int Trials { get; init; }

    /// <summary>Trials whose chip failed.</summary>
    public required int Failures { get; init; }

    /// <summary>What counts as a good chip; null where the study has no yield.</summary>
    public YieldBlock? Yield { get; init; }

    /// <summary>Names of the axes.</summary>
    public required IReadOnlyList<string> Axes { get; init; }

    /// <summary>The measures; the one that the report follows first.</summary>
    public required IReadOnlyList<TrialMeasure> Measures { get; init; }

    /// <summary>The points.</summary>
    public required IReadOnlyList<ReportedPoint> Points { get; init; }

    /// <summary>Which axes matter, by response.</summary>
    public required IReadOnlyList<ReportedRanking> Rankings { get; init; }

    /// <summary>The answer in one sentence.</summary>
    public string Sentence => StudyHeadline.Sentence(this).Replace('\u00a0', ' ');
}
