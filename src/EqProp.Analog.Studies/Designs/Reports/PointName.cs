using EqProp.Analog.Studies.Plans;

namespace EqProp.Analog.Studies.Designs.Reports;

/// <summary>What a point is called.</summary>
internal static class PointName
{
    private const int MostAxes = 4;
    private const int LongNumber = 9;

    /// <summary>The names and values of its axes.</summary>
    public static string Of(StudyPlan plan, int point) => plan.Axes.Count == 0
        ? plan.Description.Name
        : string.Join(", ", Values(plan, point).Take(MostAxes).Select((value, i) => $"{plan.Axes[i].Name} {value}")) + (plan.Axes.Count > MostAxes ? ", \u2026" : "");

    /// <summary>The values of its axes, numbers that were drawn in four digits.</summary>
    public static IEnumerable<string> Values(StudyPlan plan, int point) => plan.Points[point].Values.Select((value, i) =>
        plan.Axes[i].IsNumeric && value.Length >= LongNumber ? PlotUnit.Text(plan.Points[point].Numbers[i], plan.Axes[i].Unit) : value);
}
