namespace EqProp.Analog.Studies.Datasets;

/// <summary>
/// A small grey picture that pen strokes are drawn on. A pixel's ink falls off over one pixel about the edge of the pen;
/// crossing strokes do not add up. Only add, multiply, divide and square root are used, so every machine draws the same bits.
/// </summary>
internal sealed class StrokeCanvas(int size)
{
    private readonly double[] _squaredDistance = new double[size * size];

    /// <summary>Marks pixels with their distance to a polyline (pixel units), then inks them.</summary>
    /// <param name="trace">Corners of the polyline.</param>
    /// <param name="thickness">Width of the pen, in pixels.</param>
    /// <param name="ink">Darkness of the stroke, 0 to 1.</param>
    /// <param name="pixels">The picture, row by row.</param>
    public void Draw(IReadOnlyList<(double X, double Y)> trace, double thickness, double ink, Span<float> pixels)
    {
        double reach = thickness / 2 + 0.5;
        Array.Fill(_squaredDistance, reach * reach);
        for (int i = 0; i + 1 < trace.Count; i++)
        {
            Mark(trace[i], trace[i + 1], reach);
        }

        for (int i = 0; i < _squaredDistance.Length; i++)
        {
            double coverage = Math.Min(1, reach - Math.Sqrt(_squaredDistance[i]));
            pixels[i] = Math.Max(pixels[i], (float)(ink * coverage));
        }
    }

    private void Mark((double X, double Y) from, (double X, double Y) to, double reach)
    {
        var (alongX, alongY) = (to.X - from.X, to.Y - from.Y);
        double squaredLength = alongX * alongX + alongY * alongY;
        var (left, right) = Range(from.X, to.X, reach);
        var (top, bottom) = Range(from.Y, to.Y, reach);
        for (int row = top; row <= bottom; row++)
        {
            for (int column = left; column <= right; column++)
            {
                double x = column + 0.5 - from.X;
                double y = row + 0.5 - from.Y;
                double t = squaredLength > 0 ? Math.Clamp((x * alongX + y * alongY) / squaredLength, 0, 1) : 0;
                double dx = x - t * alongX;
                double dy = y - t * alongY;
                ref double nearest = ref _squaredDistance[row * size + column];
                nearest = Math.Min(nearest, dx * dx + dy * dy);
            }
        }
    }

    private (int First, int Last) Range(double a, double b, double reach) =>
        (Math.Max(0, (int)(Math.Min(a, b) - reach - 0.5)), Math.Min(size - 1, (int)(Math.Max(a, b) + reach)));
}
