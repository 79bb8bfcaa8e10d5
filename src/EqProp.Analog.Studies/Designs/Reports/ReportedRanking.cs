namespace EqProp.Analog.Studies.Designs.Reports;

/// <summary>Which axes a response depends on most.</summary>
/// <param name="Response">The response, such as "yield" or "mean accuracyPercent".</param>
/// <param name="Kind">How axes are ranked.</param>
/// <param name="Axes">The axes, those that matter most first.</param>
public sealed record ReportedRanking(string Response, RankingKind Kind, IReadOnlyList<RankedAxis> Axes);
