using EqProp.Analog.Studies.Reports;

namespace EqProp.Analog.Studies.Designs.Reports;

/// <summary>Points with three axes or more: where on each axis the best and the worst lie.</summary>
internal static class ParallelSection
{
    private const int LeastAxes = 3;
    private const int MostAxes = 10;
    private const int LeastPoints = 10;
    private const int MostLines = 160;
    private const double Tenth = 0.1;
    private const int ShownRows = 20;

    public static void Write(StudyPage page, StudyTrials trials, AxisPanels panels, IStudyResponse response)
    {
        AxisLevels[] axes = [.. panels.Levels.Where(axis => axis.Count > 1).Take(MostAxes)];
        (int Point, double Value)[] known =
        [
            .. Enumerable.Range(0, trials.Plan.Points.Count).Select(point => (Point: point, Value: response.Of(trials.RowsOf(point)).Value)).Where(pair => double.IsFinite(pair.Value))
                .OrderBy(pair => response.HigherIsBetter == false ? -pair.Value : pair.Value),
        ];
        if (axes.Length < LeastAxes || known.Length < LeastPoints || trials.Plan.Description.Design.Kind == DesignKind.OneAtATime)
        {
            return;
        }

        int part = Math.Max(1, (int)(known.Length * Tenth));
        int[] order = [.. known.Select(pair => pair.Point)];
        (string, IReadOnlyList<int>)[] groups =
        [
            ($"others{Some(order.Length - 2 * part)}", Thinned(order[part..^part])), ($"worst tenth{Some(part)}", Thinned(order[..part])), ($"best tenth{Some(part)}", Thinned(order[^part..])),
        ];
        page.Html.Element("h2", "All axes together").Element(
            "p", $"A line is a point; those with the best and the worst {response.Name} are coloured. Where lines of one colour meet, that axis decides.", "note");
        page.Figure(
            ParallelPlot.Draw(trials.Plan, axes, groups, page.Html.NextId()), "The best and the worst points",
            ["point", .. trials.Plan.Axes.Select(axis => axis.Name), .. response.Heads],
            order.Reverse().Take(ShownRows).Concat(order.Take(ShownRows).Reverse()).Distinct()
                .Select(point => (string[])[HtmlPage.Whole(point), .. PointName.Values(trials.Plan, point), .. response.NumbersOf(trials.RowsOf(point))]));
    }

    private static string Some(int all) => all > MostLines ? $" ({MostLines} of {HtmlPage.Whole(all)})" : "";

    private static IReadOnlyList<int> Thinned(int[] points) => points.Length <= MostLines ? points
        : [.. Enumerable.Range(0, MostLines).Select(i => points[(int)((long)i * points.Length / MostLines)])];
}
