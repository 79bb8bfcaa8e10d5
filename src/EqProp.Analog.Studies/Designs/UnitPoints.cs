using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Studies.Designs;

/// <summary>Points of the unit cube by scheme and seed: rows of coordinates between 0 and 1, both excluded in the schemes of Sobol.</summary>
internal static class UnitPoints
{
    private const double Word = 1.0 / (1L << 32);

    /// <summary>The points of a scheme.</summary>
    /// <param name="kind">A scheme that draws.</param>
    /// <param name="count">Points; base points in Saltelli's scheme.</param>
    /// <param name="axes">Coordinates of a point.</param>
    /// <param name="seed">Seed.</param>
    /// <returns>One row a point.</returns>
    public static IReadOnlyList<double[]> Of(DesignKind kind, int count, int axes, int seed) => kind switch
    {
        DesignKind.Random => Rows(count, axes, (i, axis) => new RandomStream(seed, StreamPurpose.StudyPoint, (ulong)i, (uint)axis).NextDouble()),
        DesignKind.LatinHypercube => LatinHypercube(count, axes, seed),
        DesignKind.Sobol => Sobol(count, axes, seed),
        DesignKind.Saltelli => Saltelli(Sobol(count, 2 * axes, seed), axes),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This design draws nothing."),
    };

    private static double[][] LatinHypercube(int count, int axes, int seed)
    {
        double[][] columns = [.. Enumerable.Range(0, axes).Select(axis =>
        {
            int[] slices = [.. Enumerable.Range(0, count)];
            new RandomStream(seed, StreamPurpose.StudySlice, (ulong)axis).Shuffle(slices.AsSpan());
            RandomStream places = new(seed, StreamPurpose.StudyPlace, (ulong)axis);
            return slices.Select(slice => (slice + places.NextDouble()) / count).ToArray();
        })];
        return Rows(count, axes, (i, axis) => columns[axis][i]);
    }

    // A random shift of the binary digits keeps the evenness, makes the seed count, and keeps points off the corner.
    private static double[][] Sobol(int count, int axes, int seed)
    {
        uint[][] directions = [.. Enumerable.Range(0, axes).Select(SobolSequence.Directions)];
        uint[] shifts = [.. Enumerable.Range(0, axes).Select(axis => new RandomStream(seed, StreamPurpose.StudyShift, (ulong)axis).NextUInt32())];
        return Rows(count, axes, (i, axis) => ((SobolSequence.Word(i, directions[axis]) ^ shifts[axis]) + 0.5) * Word);
    }

    // A, then A with one column after another from B, then B.
    private static List<double[]> Saltelli(double[][] pairs, int axes)
    {
        List<double[]> points = [];
        foreach (double[] pair in pairs)
        {
            points.Add(pair[..axes]);
            for (int axis = 0; axis < axes; axis++)
            {
                double[] mixed = pair[..axes];
                mixed[axis] = pair[axes + axis];
                points.Add(mixed);
            }

            points.Add(pair[axes..]);
        }

        return points;
    }

    private static double[][] Rows(int count, int axes, Func<int, int, double> coordinate) =>
        [.. Enumerable.Range(0, count).Select(i => Enumerable.Range(0, axes).Select(axis => coordinate(i, axis)).ToArray())];
}
