using System.Globalization;
using EqProp.Analog.Studies.Reports;

namespace EqProp.Analog.Studies.Designs.Reports;

/// <summary>A response over two axes of a grid, as a table whose cells are coloured the stronger the better.</summary>
internal static class HeatSection
{
    private const int MostLevels = 16;

    /// <summary>Writes the map of each response over the two axes that matter most.</summary>
    public static void Write(StudyPage page, StudyTrials trials, AxisPanels panels, IReadOnlyList<IStudyResponse> responses, AxisRanking? ranking)
    {
        AxisLevels[] axes = [.. panels.Levels.Where(axis => axis.Count > 1)];
        if (trials.Plan.Description.Design.Kind != DesignKind.Grid || axes.Length < 2 || responses.Count == 0)
        {
            return;
        }

        string[] first = ranking is null ? [] : [.. ranking.Axes.Select(axis => axis.Name)];
        AxisLevels[] chosen = [.. axes.OrderBy(axis => Array.IndexOf(first, axis.Axis.Name) is >= 0 and var at ? at : int.MaxValue).Take(2)
            .OrderBy(axis => axis.Count).ThenBy(axis => axis.Axis.IsNumeric).Select(axis => AxisLevels.Of(trials.Plan, axis.Index, MostLevels))];
        (AxisLevels down, AxisLevels across) = (chosen[0], chosen[1]);
        page.Html.Element("h2", "Over two axes").Element("p", Explain(down, across, axes.Length > 2), "note");
        foreach (IStudyResponse response in responses)
        {
            page.Html.Element("h3", $"{char.ToUpperInvariant(response.Name[0])}{PlotUnit.Title(response.Name[1..], response.Unit)}");
            Write(page, trials, down, across, response);
        }
    }

    private static string Explain(AxisLevels down, AxisLevels across, bool pools) =>
        $"Rows: {PlotUnit.Title(down.Axis.Name, down.Axis.Unit)}. Columns: {PlotUnit.Title(across.Axis.Name, across.Axis.Unit)}."
        + (pools ? " The two axes that matter most, over the values of all others." : "") + " The stronger the colour, the better; a number has its interval and its trials when it is pointed at.";

    private static void Write(StudyPage page, StudyTrials trials, AxisLevels down, AxisLevels across, IStudyResponse response)
    {
        ILookup<(int, int), int> cells = Enumerable.Range(0, trials.Plan.Points.Count).ToLookup(point => (down.OfPoint[point], across.OfPoint[point]));
        ResponseEstimate[,] values = new ResponseEstimate[down.Count, across.Count];
        for (int row = 0; row < down.Count; row++)
        {
            for (int column = 0; column < across.Count; column++)
            {
                values[row, column] = response.Of(trials.RowsOf(cells[(row, column)]));
            }
        }

        double[] known = [.. values.Cast<ResponseEstimate>().Select(one => one.Value).Where(double.IsFinite)];
        SiPrefix unit = PlotUnit.For(known, response.Unit);
        (double worst, double best) = response is YieldResponse ? (0, 100) : (known.DefaultIfEmpty().Min(), known.DefaultIfEmpty().Max());
        (worst, best) = response.HigherIsBetter == false ? (best, worst) : (worst, best);
        page.Html.Raw("<div class=\"scroll\"><table class=\"confusion\"><thead><tr><th></th>");
        foreach (string name in across.Names)
        {
            page.Html.Element("th", name);
        }

        page.Html.Raw("</tr></thead><tbody>");
        for (int row = 0; row < down.Count; row++)
        {
            page.Html.Raw("<tr>").Element("th", down.Names[row]);
            for (int column = 0; column < across.Count; column++)
            {
                WriteCell(page, values[row, column], unit, best == worst ? 0 : (values[row, column].Value - worst) / (best - worst));
            }

            page.Html.Raw("</tr>");
        }

        page.Html.Raw("</tbody></table></div>\n");
        page.Numbers(
            "Numbers behind the map", [down.Axis.Name, across.Axis.Name, .. response.Heads],
            cells.OrderBy(cell => cell.Key).Select(cell => (string[])[down.Names[cell.Key.Item1], across.Names[cell.Key.Item2], .. response.NumbersOf(trials.RowsOf(cell))]));
    }

    private static void WriteCell(StudyPage page, ResponseEstimate value, SiPrefix unit, double heat)
    {
        if (!double.IsFinite(value.Value))
        {
            page.Html.Raw("<td>\u2013</td>");
            return;
        }

        string title = double.IsFinite(value.Low) ? string.Create(CultureInfo.InvariantCulture, $"{value.Low / unit.Factor:G4} to {value.High / unit.Factor:G4} {unit.Unit}, {value.Trials} trials") : $"{value.Trials} trials";
        page.Html.Raw(string.Create(CultureInfo.InvariantCulture, $"<td class=\"hit\" style=\"--heat:{heat:0.###}\" title=\"")).Text(title)
            .Raw(string.Create(CultureInfo.InvariantCulture, $"\">{Shown(value.Value / unit.Factor, unit.Unit)}</td>"));
    }

    private static string Shown(double value, string unit) => value.ToString(unit == "%" ? "0.0" : "G4", CultureInfo.InvariantCulture);
}
