namespace EqProp.Analog.Rhythms;

/// <summary>A front that runs along a row of cells at an even speed.</summary>
/// <param name="CellsPerSecond">Speed; negative if it runs towards the first cell.</param>
/// <param name="Origin">The cell that the front starts from.</param>
/// <param name="BothWays">Whether it runs from there in both directions.</param>
/// <param name="Fit">Share of the variance of arrival times that an even speed explains, at most 1.</param>
public sealed record WaveSpeed(double CellsPerSecond, int Origin, bool BothWays, double Fit)
{
    private const int FewestCells = 3;

    /// <summary>Fits a straight line to arrival times, for a front that runs one way and for one that runs both ways.</summary>
    /// <param name="arrivals">When the front reached each cell, in seconds, in the order of the row; null where it did not come.</param>
    /// <param name="isRing">Whether the last cell is the first one's neighbour.</param>
    /// <returns>The better of the two; null if fewer than three cells were reached or all at once.</returns>
    public static WaveSpeed? Of(IReadOnlyList<double?> arrivals, bool isRing = false)
    {
        (int Cell, double Seconds)[] reached = [.. arrivals.Select((time, cell) => (cell, time)).Where(one => one.time is not null).Select(one => (one.cell, one.time!.Value))];
        if (reached.Length < FewestCells)
        {
            return null;
        }

        int origin = reached.MinBy(one => one.Seconds).Cell, cells = arrivals.Count;
        double Distance(int cell) => isRing ? Math.Min(Math.Abs(cell - origin), cells - Math.Abs(cell - origin)) : Math.Abs(cell - origin);
        double Ahead(int cell) => isRing ? (cell - origin + cells) % cells : cell - origin;
        (double Cells, double Seconds)[] onward = [.. reached.Select(one => (Ahead(one.Cell), one.Seconds))];
        (double Cells, double Seconds)[] backward = [.. reached.Select(one => (isRing ? -((cells - Ahead(one.Cell)) % cells) : Ahead(one.Cell), one.Seconds))];
        WaveSpeed?[] fits =
        [
            Line(onward, origin, bothWays: false),
            isRing ? Line(backward, origin, bothWays: false) : null,
            Line([.. reached.Select(one => (Distance(one.Cell), one.Seconds))], origin, bothWays: true),
        ];
        return fits.OfType<WaveSpeed>().OrderByDescending(fit => Math.Round(fit.Fit, 9)).ThenBy(fit => fit.BothWays).FirstOrDefault();
    }

    private static WaveSpeed? Line((double Cells, double Seconds)[] points, int origin, bool bothWays)
    {
        double x = points.Average(p => p.Cells), t = points.Average(p => p.Seconds);
        double xx = points.Sum(p => (p.Cells - x) * (p.Cells - x));
        double tt = points.Sum(p => (p.Seconds - t) * (p.Seconds - t));
        double xt = points.Sum(p => (p.Cells - x) * (p.Seconds - t));
        return xx > 0 && tt > 0 && xt != 0 ? new WaveSpeed(xx / xt, origin, bothWays, xt * xt / (xx * tt)) : null;
    }
}
