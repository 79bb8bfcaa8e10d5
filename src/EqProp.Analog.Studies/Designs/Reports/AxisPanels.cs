using EqProp.Analog.Studies.Plans;

namespace EqProp.Analog.Studies.Designs.Reports;

/// <summary>Chooses the plots along each axis: which points belong there, and by which other axes lines and plots differ.</summary>
internal sealed class AxisPanels
{
    private const int MostLines = 7;
    private const int MostPanels = 6;

    private readonly StudyTrials _trials;

    public AxisPanels(StudyTrials trials)
    {
        _trials = trials;
        Levels = [.. Enumerable.Range(0, trials.Plan.Axes.Count).Select(axis => AxisLevels.Of(trials.Plan, axis))];
    }

    /// <summary>Groups along every axis.</summary>
    public IReadOnlyList<AxisLevels> Levels { get; }

    /// <summary>Whether lines of this study pool points that differ along other axes.</summary>
    public bool Pools(AxisLevels axis) => Kind != DesignKind.OneAtATime && Levels.Count > 1 + (SplitOf(axis) is null ? 0 : 1) + (FacetOf(axis) is null ? 0 : 1);

    /// <summary>The plots along an axis.</summary>
    public IReadOnlyList<AxisPanel> Of(AxisLevels axis)
    {
        AxisLevels? split = SplitOf(axis), facet = FacetOf(axis);
        int[] points = [.. PointsAlong(axis.Index)];
        return [.. Groups(facet, points).Select(panel => new AxisPanel(
            panel.Level < 0 ? "" : $"{facet!.Axis.Name} = {facet.Names[panel.Level]}", axis, split,
            [.. Groups(split, panel.Points).Select(line => Curve(line.Level < 0 ? "" : split!.Names[line.Level], axis, line.Points))]))];
    }

    /// <summary>Points that show one axis alone: in a design that changes one axis at a time, those that change it; of Saltelli's scheme, the independent rows.</summary>
    public IEnumerable<int> PointsAlong(int axis)
    {
        StudyPlan plan = _trials.Plan;
        int width = plan.Axes.Count + 2;
        return Enumerable.Range(0, plan.Points.Count).Where(point => Kind switch
        {
            DesignKind.Saltelli => point % width == 0 || point % width == width - 1,
            DesignKind.OneAtATime => Enumerable.Range(0, plan.Axes.Count).All(other => other == axis || plan.Points[point].Values[other] == plan.Points[0].Values[other]),
            _ => true,
        });
    }

    private DesignKind Kind => _trials.Plan.Description.Design.Kind;

    // Lines differ by named values first: numbers are better seen along an axis.
    private AxisLevels? SplitOf(AxisLevels axis) => Kind != DesignKind.Grid ? null
        : Others(axis).Where(other => !other.Axis.IsNumeric).MaxBy(other => other.Count) ?? (Levels.Count == 2 ? Others(axis).FirstOrDefault() : null);

    private AxisLevels? FacetOf(AxisLevels axis) => Kind != DesignKind.Grid || Levels.Count < 3 ? null
        : Others(axis).Where(other => other != SplitOf(axis) && other.Count <= MostPanels).OrderBy(other => other.Axis.IsNumeric).ThenBy(other => other.Count).FirstOrDefault();

    private IEnumerable<AxisLevels> Others(AxisLevels axis) => Levels.Where(other => other != axis && other.Count is > 1 and <= MostLines && !other.AreSlices);

    private static IEnumerable<(int Level, int[] Points)> Groups(AxisLevels? by, int[] points) => by is null
        ? [(-1, points)]
        : Enumerable.Range(0, by.Count).Select(level => (level, points.Where(point => by.OfPoint[point] == level).ToArray()));

    private AxisCurve Curve(string name, AxisLevels axis, int[] points)
    {
        ILookup<int, int> byLevel = points.ToLookup(point => axis.OfPoint[point]);
        int[] levels = [.. Enumerable.Range(0, axis.Count).Where(level => byLevel[level].Any(point => _trials.RowsOf(point).Count > 0))];
        return new AxisCurve(name, levels, [.. levels.Select(level => _trials.RowsOf(byLevel[level]))]);
    }
}
