using EqProp.Analog.Studies.Plans;

namespace EqProp.Analog.Studies.Designs.Reports;

/// <summary>The points of a study in groups along one axis: by value where it has few, in slices of as many points each where it has many.</summary>
internal sealed class AxisLevels
{
    private const int MostValues = 24;
    private const int Slices = 10;
    private const double ManyTimes = 30;

    private AxisLevels(PlanAxis axis, int index, string[] names, double[] places, int[] ofPoint, bool areSlices)
    {
        (Axis, Index, Names, Places, OfPoint, AreSlices) = (axis, index, names, places, ofPoint, areSlices);
        double[] known = [.. places.Where(place => !double.IsNaN(place))];
        IsLogarithmic = axis.IsNumeric && known.Length > 1 && known.Min() > 0 && known.Max() / known.Min() >= ManyTimes;
    }

    /// <summary>The axis.</summary>
    public PlanAxis Axis { get; }

    /// <summary>Number of the axis in its plan.</summary>
    public int Index { get; }

    /// <summary>What each group is called.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Where each group stands along the axis, in its unit; the number of the group where values are no numbers.</summary>
    public IReadOnlyList<double> Places { get; }

    /// <summary>The group of each point.</summary>
    public IReadOnlyList<int> OfPoint { get; }

    /// <summary>Whether groups are slices of many values rather than one value each.</summary>
    public bool AreSlices { get; }

    /// <summary>Whether places differ by so much that equal ratios show them better.</summary>
    public bool IsLogarithmic { get; }

    /// <summary>Groups.</summary>
    public int Count => Names.Count;

    /// <summary>Points of a group.</summary>
    public IEnumerable<int> PointsOf(int level) => Enumerable.Range(0, OfPoint.Count).Where(point => OfPoint[point] == level);

    /// <summary>Groups the points of a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="index">Number of the axis.</param>
    /// <param name="most">Most groups of an axis whose values are numbers.</param>
    public static AxisLevels Of(StudyPlan plan, int index, int most = MostValues)
    {
        PlanAxis axis = plan.Axes[index];
        if (!axis.IsNumeric)
        {
            string[] names = [.. plan.Points.Select(point => point.Values[index]).Distinct()];
            Dictionary<string, int> numbers = names.Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i);
            return new(axis, index, names, [.. names.Select((_, i) => (double)i)], [.. plan.Points.Select(point => numbers[point.Values[index]])], areSlices: false);
        }

        double[] values = [.. plan.Points.Select(point => point.Numbers[index])];
        double[] distinct = [.. values.Distinct().Order()];
        return distinct.Length <= most ? ByValue(plan, index, values, distinct) : BySlice(axis, index, values, Math.Min(most, Slices));
    }

    private static AxisLevels ByValue(StudyPlan plan, int index, double[] values, double[] distinct)
    {
        string[] names = [.. distinct.Select(value => plan.Points[Array.IndexOf(values, value)].Values[index])];
        return new(plan.Axes[index], index, names, distinct, [.. values.Select(value => Array.BinarySearch(distinct, value))], areSlices: false);
    }

    private static AxisLevels BySlice(PlanAxis axis, int index, double[] values, int slices)
    {
        int[] order = [.. Enumerable.Range(0, values.Length).OrderBy(point => values[point])];
        var ofPoint = new int[values.Length];
        for (int rank = 0; rank < order.Length; rank++)
        {
            ofPoint[order[rank]] = (int)((long)rank * slices / order.Length);
        }

        var names = new string[slices];
        var places = new double[slices];
        for (int slice = 0; slice < slices; slice++)
        {
            double[] own = [.. order.Where(point => ofPoint[point] == slice).Select(point => values[point])];
            names[slice] = $"{PlotUnit.Text(own[0], axis.Unit)} to {PlotUnit.Text(own[^1], axis.Unit)}";
            places[slice] = own[own.Length / 2];
        }

        return new(axis, index, names, places, ofPoint, areSlices: true);
    }
}
