using EqProp.Analog.Studies.Energy.Sweeps;

namespace EqProp.Analog.Studies.Designs.Reports;

/// <summary>A point of a trade.</summary>
/// <param name="Point">Number of the point of the study.</param>
/// <param name="Across">Value of the one response.</param>
/// <param name="Up">Value of the other.</param>
/// <param name="IsOnFront">Whether no point is better in one and as good in the other.</param>
internal readonly record struct TradePoint(int Point, double Across, double Up, bool IsOnFront);

/// <summary>Two responses of which more of the one may cost some of the other.</summary>
internal sealed record Trade(IStudyResponse Across, IStudyResponse Up, IReadOnlyList<TradePoint> Points)
{
    /// <summary>Compares all points that have both.</summary>
    /// <returns>The trade; null where there are fewer than two points, or a response has no better way.</returns>
    public static Trade? Of(StudyTrials trials, IStudyResponse across, IStudyResponse up)
    {
        if (across.HigherIsBetter is not { } more || up.HigherIsBetter is not { } higher)
        {
            return null;
        }

        (int Point, double Across, double Up)[] known =
        [
            .. Enumerable.Range(0, trials.Plan.Points.Count).Select(point => (point, across.Of(trials.RowsOf(point)).Value, up.Of(trials.RowsOf(point)).Value))
                .Where(point => double.IsFinite(point.Item2) && double.IsFinite(point.Item3)),
        ];
        IReadOnlyList<bool> front = ParetoFront.Of([.. known.Select(point => (more ? -point.Across : point.Across, higher ? -point.Up : point.Up))]);
        return known.Length < 2 ? null : new Trade(across, up, [.. known.Select((point, i) => new TradePoint(point.Point, point.Across, point.Up, front[i]))]);
    }
}
