using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Studies.Datasets;

/// <summary>Where one writer puts the points of a glyph: bend, slant, turn, size and place, from the unit box to pixels.</summary>
internal readonly record struct Handwriting
{
    private const double MostTurn = 0.14;
    private const double MostSlant = 0.35;
    private const double MostBend = 0.3;
    private const double MostShift = 1.3;
    private const double LeastHeight = 11;
    private const double MostHeight = 13.5;
    private const double LeastAspect = 0.65;
    private const double MostAspect = 1;

    private double HalfTurnTangent { get; init; }

    private double Slant { get; init; }

    private (double X, double Y) Bend { get; init; }

    private (double X, double Y) Size { get; init; }

    private (double X, double Y) Centre { get; init; }

    /// <summary>Draws a writer's manner.</summary>
    public static Handwriting Draw(RandomStream stream)
    {
        double height = stream.NextUniform(LeastHeight, MostHeight);
        return new Handwriting
        {
            HalfTurnTangent = stream.NextUniform(-MostTurn, MostTurn),
            Slant = stream.NextUniform(-MostSlant, MostSlant),
            Bend = (stream.NextUniform(-MostBend, MostBend), stream.NextUniform(-MostBend, MostBend)),
            Size = (height * stream.NextUniform(LeastAspect, MostAspect), height),
            Centre = (Middle(stream), Middle(stream)),
        };
    }

    /// <summary>Takes a point of the unit box to the picture.</summary>
    public (double X, double Y) Place(double x, double y)
    {
        var (fromX, fromY) = (x - 0.5, y - 0.5);
        double bentX = fromX + Bend.X * (fromY * fromY - 0.125);
        double bentY = fromY + Bend.Y * (fromX * fromX - 0.125);
        double across = Size.X * (bentX - Slant * bentY);
        double down = Size.Y * bentY;

        // Cosine and sine of the angle whose half has this tangent, without a trigonometric function.
        double scale = 1 / (1 + HalfTurnTangent * HalfTurnTangent);
        double cosine = (1 - HalfTurnTangent * HalfTurnTangent) * scale;
        double sine = 2 * HalfTurnTangent * scale;
        return (Centre.X + cosine * across - sine * down, Centre.Y + sine * across + cosine * down);
    }

    private static double Middle(RandomStream stream) =>
        DigitPainter.Side / 2.0 + stream.NextUniform(-MostShift, MostShift);
}
