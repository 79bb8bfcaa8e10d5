namespace EqProp.Analog.Studies.Datasets;

/// <summary>One movement of the pen: points in a unit box (x to the right, y down), joined by straight lines or by a smooth curve.</summary>
internal sealed record Stroke(bool Curved, (double X, double Y)[] Points)
{
    private const int PiecesPerSpan = 5;

    public static Stroke Line(params (double X, double Y)[] points) => new(false, points);

    public static Stroke Curve(params (double X, double Y)[] points) => new(true, points);

    /// <summary>The corners of a polyline through the given points, which stand in place of the stroke's own.</summary>
    public List<(double X, double Y)> Trace(ReadOnlySpan<(double X, double Y)> points)
    {
        var trace = new List<(double X, double Y)>(points.Length * PiecesPerSpan) { points[0] };
        for (int span = 0; span + 1 < points.Length; span++)
        {
            var (before, from) = (points[Math.Max(span - 1, 0)], points[span]);
            var (to, after) = (points[span + 1], points[Math.Min(span + 2, points.Length - 1)]);
            for (int piece = 1; Curved && piece < PiecesPerSpan; piece++)
            {
                double t = piece / (double)PiecesPerSpan;
                trace.Add((CatmullRom(before.X, from.X, to.X, after.X, t), CatmullRom(before.Y, from.Y, to.Y, after.Y, t)));
            }

            trace.Add(to);
        }

        return trace;
    }

    private static double CatmullRom(double before, double from, double to, double after, double t) =>
        0.5 * (2 * from + t * (to - before + t * (2 * before - 5 * from + 4 * to - after
            + t * (3 * (from - to) + after - before))));
}
