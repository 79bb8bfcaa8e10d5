using EqProp.Analog.Studies.Statistics;

namespace EqProp.Analog.Studies.Designs.Reports;

/// <summary>Which axes a response depends on most, the first first.</summary>
internal sealed record AxisRanking
{
    /// <summary>How the ranking was found, by the design.</summary>
    public required RankingKind Kind { get; init; }

    /// <summary>The response.</summary>
    public required IStudyResponse Response { get; init; }

    /// <summary>The axes, those that matter most first.</summary>
    public required IReadOnlyList<RankedAxis> Axes { get; init; }

    /// <summary>The response at the circuit as it is, where one axis is changed at a time.</summary>
    public double Usual { get; init; } = double.NaN;

    /// <summary>Base rows of Saltelli's scheme that were left out, because a point has no value.</summary>
    public int Dropped { get; init; }

    /// <summary>Ranks the axes of a study.</summary>
    /// <param name="trials">The trials.</param>
    /// <param name="panels">Groups along each axis.</param>
    /// <param name="response">The response.</param>
    /// <param name="confidence">Confidence of intervals.</param>
    /// <returns>The ranking; null where fewer than two axes have values to compare, or nothing varies.</returns>
    public static AxisRanking? Of(StudyTrials trials, AxisPanels panels, IStudyResponse response, double confidence)
    {
        if (panels.Levels.Count(axis => axis.Count > 1) < 2)
        {
            return null;
        }

        AxisRanking ranking = trials.Plan.Description.Design.Kind switch
        {
            DesignKind.Saltelli => BySobol(trials, response, confidence),
            DesignKind.OneAtATime => ByRange(trials, panels, response),
            _ => ByShare(trials, panels, response),
        };
        return ranking.Axes.Any(axis => double.IsFinite(axis.Weight)) ? ranking : null;
    }

    private static AxisRanking BySobol(StudyTrials trials, IStudyResponse response, double confidence)
    {
        int axes = trials.Plan.Axes.Count;
        SobolIndices indices = SobolIndices.Of(Values(trials, response), axes, new SobolOptions { Confidence = confidence });
        return new AxisRanking
        {
            Kind = RankingKind.Sobol,
            Response = response,
            Dropped = indices.Dropped,
            Axes = Ranked(indices.Axes.Select(index => new RankedAxis(trials.Plan.Axes[index.Axis].Name) { Weight = index.Total, Sobol = index })),
        };
    }

    private static AxisRanking ByRange(StudyTrials trials, AxisPanels panels, IStudyResponse response) => new()
    {
        Kind = RankingKind.OneAtATime,
        Response = response,
        Usual = response.Of(trials.RowsOf(0)).Value,
        Axes = Ranked(panels.Levels.Select(axis =>
        {
            (string Name, double Value)[] values =
            [
                .. panels.PointsAlong(axis.Index).GroupBy(point => axis.OfPoint[point]).Select(level => (axis.Names[level.Key], response.Of(trials.RowsOf(level)).Value))
                    .Where(level => double.IsFinite(level.Value)),
            ];
            if (values.Length == 0)
            {
                return new RankedAxis(axis.Axis.Name);
            }

            (string lowAt, double low) = values.MinBy(level => level.Value);
            (string highAt, double high) = values.MaxBy(level => level.Value);
            return new RankedAxis(axis.Axis.Name) { Weight = high - low, Low = low, LowAt = lowAt, High = high, HighAt = highAt };
        })),
    };

    private static AxisRanking ByShare(StudyTrials trials, AxisPanels panels, IStudyResponse response)
    {
        double[] values = Values(trials, response);
        Func<IReadOnlyList<double>, IReadOnlyList<int>, double> share = trials.Plan.Description.Design.Kind == DesignKind.Grid ? VarianceShare.OfGrid : VarianceShare.Of;
        return new AxisRanking
        {
            Kind = RankingKind.VarianceShare,
            Response = response,
            Axes = Ranked(panels.Levels.Select(axis => new RankedAxis(axis.Axis.Name) { Weight = share(values, axis.OfPoint) })),
        };
    }

    private static double[] Values(StudyTrials trials, IStudyResponse response) =>
        [.. Enumerable.Range(0, trials.Plan.Points.Count).Select(point => response.Of(trials.RowsOf(point)).Value)];

    private static RankedAxis[] Ranked(IEnumerable<RankedAxis> axes) => [.. axes.OrderByDescending(axis => double.IsNaN(axis.Weight) ? double.NegativeInfinity : axis.Weight)];
}
