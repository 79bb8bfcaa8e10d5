using EqProp.Analog.Studies.Plans;
using EqProp.Analog.Studies.Reports;

namespace EqProp.Analog.Studies.Designs.Reports;

/// <summary>Responses along each axis.</summary>
internal static class AxisSection
{
    private const int MostNames = 200;

    /// <summary>Writes the plots of the first responses openly, and those of others folded away.</summary>
    public static void Write(StudyPage page, StudyTrials trials, AxisPanels panels, IReadOnlyList<IStudyResponse> responses, int open)
    {
        AxisLevels[] axes = [.. panels.Levels.Where(axis => axis.Count is > 1 and <= MostNames)];
        if (axes.Length == 0)
        {
            return;
        }

        page.Html.Element("h2", "Along each axis");
        page.Html.Element("p", $"Whiskers: {string.Join("; ", responses.Take(open).Select(response => $"{response.Interval} of the {response.Name}"))}.", "note");
        foreach (AxisLevels axis in axes)
        {
            page.Html.Element("h3", Title(axis.Axis)).Element("p", Explain(trials, panels, axis), "note");
            IReadOnlyList<AxisPanel> plots = panels.Of(axis);
            Write(page, trials, plots, [.. responses.Take(open)]);
            if (responses.Count > open)
            {
                page.Html.Raw("<details>").Element("summary", $"Other measures along {axis.Axis.Name}");
                Write(page, trials, plots, [.. responses.Skip(open)]);
                page.Html.Raw("</details>\n");
            }
        }
    }

    private static string Title(PlanAxis axis) => axis.Path is { } path && path != axis.Name ? $"{axis.Name} ({path})" : axis.Name;

    private static string Explain(StudyTrials trials, AxisPanels panels, AxisLevels axis)
    {
        string slices = axis.AreSlices ? $" {axis.Count} slices with as many points each, drawn at the median of their values." : "";
        return trials.Plan.Description.Design.Kind switch
        {
            DesignKind.OneAtATime => $"All other axes as the circuit has them.{slices}",
            DesignKind.Saltelli => $"Over the values of all other axes; of Saltelli's scheme the rows A and B, which are independent.{slices}",
            _ => (panels.Pools(axis) ? "Over the values of all other axes that are not named." : "") + slices,
        };
    }

    private static void Write(StudyPage page, StudyTrials trials, IReadOnlyList<AxisPanel> panels, IReadOnlyList<IStudyResponse> responses)
    {
        bool isWide = panels.Count * responses.Count == 1;
        page.Html.Raw(isWide ? "<div>" : "<div class=\"pair fill\">");
        foreach (AxisPanel panel in panels)
        {
            foreach (IStudyResponse response in responses)
            {
                page.Html.Raw("<div>");
                string lines = panel.Split is null ? "" : $"colours: {panel.Split.Axis.Name}";
                if (panel.Title.Length + lines.Length > 0)
                {
                    page.Html.Element("p", panel.Title.Length > 0 && lines.Length > 0 ? $"{panel.Title}; {lines}" : panel.Title + lines, "note");
                }

                page.Figure(
                    AxisCurvePlot.Draw(panel, response, Marks(trials, response), isWide, page.Html.NextId()), "Numbers behind the plot",
                    [.. panel.Split is { } split ? (string[])[split.Axis.Name] : [], panel.Axis.Axis.Name, .. response.Heads], Rows(panel, response));
                page.Html.Raw("</div>");
            }
        }

        page.Html.Raw("</div>\n");
    }

    private static double[] Marks(StudyTrials trials, IStudyResponse response) =>
        response is MeanResponse mean && trials.Plan.Description.Yield is { } yield && yield.Measure == mean.Measure.Name
            ? [.. new[] { yield.AtLeast, yield.AtMost }.OfType<double>()] : [];

    private static IEnumerable<IReadOnlyList<string>> Rows(AxisPanel panel, IStudyResponse response)
    {
        foreach (AxisCurve curve in panel.Curves)
        {
            for (int i = 0; i < curve.Levels.Count; i++)
            {
                string[] numbers = [panel.Axis.Names[curve.Levels[i]], .. response.NumbersOf(curve.Rows[i])];
                yield return panel.Split is null ? numbers : [curve.Name, .. numbers];
            }
        }
    }
}
