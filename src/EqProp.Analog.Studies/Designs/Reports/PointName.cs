using EqProp.Analog.Studies.Plans;

namespace EqProp.Analog.Studies.Designs.Reports;

/// <summary>What a point is called.</summary>
internal static class PointName
{
    private const int MostAxes = 4;

    /// <summary>The values of its axes.</summary>
    public static string Of(StudyPlan plan, int point) => plan.Axes.Count == 0
        ? plan.Description.Name
        : string.Join(", ", plan.Axes.Take(MostAxes).Select((axis, i) => $"{axis.Name} {plan.Points[point].Values[i]}")) + (plan.Axes.Count > MostAxes ? ", \u2026" : "");

    /// <summary>The values alone, for places with little room.</summary>
    public static string Short(StudyPlan plan, int point) => string.Join(", ", plan.Points[point].Values);
}
