namespace EqProp.Analog.Studies.Designs;

/// <summary>The points of a study: for each, one value an axis.</summary>
internal static class DesignPoints
{
    /// <summary>Whether a design draws values rather than walks through those of the axes.</summary>
    public static bool IsDrawn(DesignKind kind) => kind is not (DesignKind.Grid or DesignKind.OneAtATime);

    /// <summary>How many points a design has.</summary>
    public static long Count(DesignBlock design, IReadOnlyList<StudyAxis> axes) => design.Kind switch
    {
        DesignKind.Grid => axes.Aggregate(1L, (count, axis) => Math.Min(count * axis.Values.Count, int.MaxValue)),
        DesignKind.OneAtATime => 1 + axes.Sum(axis => (long)axis.Values.Count),
        DesignKind.Saltelli => (long)(design.Points ?? 0) * (axes.Count + 2),
        _ => design.Points ?? 0,
    };

    /// <summary>The points.</summary>
    /// <param name="design">The scheme.</param>
    /// <param name="axes">The axes.</param>
    /// <param name="usual">What an axis is where the circuit is as it is.</param>
    /// <returns>One row a point.</returns>
    public static IEnumerable<IReadOnlyList<AxisValue>> Of(DesignBlock design, IReadOnlyList<StudyAxis> axes, Func<StudyAxis, AxisValue> usual) => design.Kind switch
    {
        DesignKind.Grid => Grid(axes),
        DesignKind.OneAtATime => OneAtATime(axes, [.. axes.Select(usual)]),
        _ => UnitPoints.Of(design.Kind, design.Points ?? 0, axes.Count, design.Seed).Select(row => (IReadOnlyList<AxisValue>)[.. axes.Zip(row, (axis, share) => axis.Draw(share))]),
    };

    // The last axis changes fastest.
    private static IEnumerable<IReadOnlyList<AxisValue>> Grid(IReadOnlyList<StudyAxis> axes) => axes.Aggregate(
        (IEnumerable<IReadOnlyList<AxisValue>>)[[]], (rows, axis) => rows.SelectMany(row => axis.Values.Select(value => (IReadOnlyList<AxisValue>)[.. row, value])));

    private static IEnumerable<IReadOnlyList<AxisValue>> OneAtATime(IReadOnlyList<StudyAxis> axes, AxisValue[] usual)
    {
        yield return usual;
        for (int axis = 0; axis < axes.Count; axis++)
        {
            foreach (AxisValue value in axes[axis].Values)
            {
                AxisValue[] point = [.. usual];
                point[axis] = value;
                yield return point;
            }
        }
    }
}
