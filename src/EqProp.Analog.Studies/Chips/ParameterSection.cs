using EqProp.Analog.Studies.Reports;

namespace EqProp.Analog.Studies.Chips;

/// <summary>Drawn parameters in a page: a table of their moments, and their histograms.</summary>
internal static class ParameterSection
{
    public static void Write(HtmlPage page, IReadOnlyList<ParameterSummary> parameters)
    {
        page.Table(["parameter", "where", "nominal", "mean", "sigma", "sigma / |nominal|", "min", "max", "devices"], parameters.Select(Row));
        page.Element("p", "A dashed line is the value in the drawing, where the picture reaches that far.", "note");
        HistogramSection.Write(page, [.. parameters.Where(parameter => parameter.Varies).Select(parameter => parameter.Histogram)]);
    }

    private static string[] Row(ParameterSummary p)
    {
        string share = p.Nominal is { } nominal && nominal != 0 ? HtmlPage.Percent(100 * p.Sigma / Math.Abs(nominal)) : "\u2013";
        return
        [
            p.Name, p.Group, p.Nominal is { } value ? Text(value) : "\u2013", Text(p.Mean), Text(p.Sigma), share, Text(p.Minimum), Text(p.Maximum),
            HtmlPage.Whole(p.Count),
        ];

        string Text(double number) => p.Unit.Length == 0 ? HtmlPage.Number(number) : SiPrefix.Text(number, p.Unit);
    }
}
