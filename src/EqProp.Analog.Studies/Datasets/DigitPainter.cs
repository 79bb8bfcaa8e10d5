using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Studies.Datasets;

/// <summary>
/// Draws one handwritten-looking digit: a glyph variant whose pen points wobble, bent, turned, slanted, scaled and moved
/// as a whole, in a pen of random width and ink, sometimes with a stray stroke, under pixel noise.
/// </summary>
internal sealed class DigitPainter
{
    public const int Side = 16;
    public const double DefaultNoise = 0.1;

    private const double Wobble = 0.045;
    private const double StrayProbability = 0.3;

    private readonly StrokeCanvas _canvas = new(Side);

    /// <summary>Draws a digit.</summary>
    /// <param name="digit">0 to 9.</param>
    /// <param name="stream">The example's own random numbers.</param>
    /// <param name="noise">Standard deviation of the pixel noise.</param>
    /// <param name="pixels">Receives 16 x 16 values in [0, 1], row by row; 0 is the background.</param>
    public void Paint(int digit, RandomStream stream, double noise, Span<float> pixels)
    {
        pixels.Clear();
        var variants = DigitGlyphs.Variants[digit];
        var glyph = variants[stream.NextInt32(variants.Length)];
        var hand = Handwriting.Draw(stream);
        double thickness = stream.NextUniform(1.1, 2.4);
        double ink = stream.NextUniform(0.6, 1);
        foreach (var stroke in glyph)
        {
            Draw(stroke, hand, thickness, ink, stream, pixels);
        }

        if (stream.NextDouble() < StrayProbability)
        {
            DrawStray(stream, pixels);
        }

        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (float)Math.Clamp(pixels[i] + noise * PortableNoise.DrawCoarse(stream), 0, 1);
        }
    }

    private void Draw(
        Stroke stroke, Handwriting hand, double thickness, double ink, RandomStream stream, Span<float> pixels)
    {
        var points = new (double X, double Y)[stroke.Points.Length];
        for (int i = 0; i < points.Length; i++)
        {
            var (x, y) = stroke.Points[i];
            points[i] = hand.Place(x + Wobble * PortableNoise.Draw(stream), y + Wobble * PortableNoise.Draw(stream));
        }

        _canvas.Draw(stroke.Trace(points), thickness, ink, pixels);
    }

    private void DrawStray(RandomStream stream, Span<float> pixels)
    {
        var from = (X: stream.NextUniform(0, Side), Y: stream.NextUniform(0, Side));
        var to = (X: from.X + stream.NextUniform(-4, 4), Y: from.Y + stream.NextUniform(-4, 4));
        _canvas.Draw([from, to], stream.NextUniform(0.6, 1.4), stream.NextUniform(0.3, 0.7), pixels);
    }
}
