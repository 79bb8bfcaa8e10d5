using EqProp.Analog.Energy.Baselines;
using EqProp.Analog.Studies.Reports;

namespace EqProp.Analog.Studies.Energy;

/// <summary>The same network elsewhere, and its complexity, in a page.</summary>
internal static class ComparisonSection
{
    public static void Write(HtmlPage page, IReadOnlyList<ComparedCost> comparison, NeuroBenchMetrics? metrics)
    {
        if (comparison.Count > 0)
        {
            page.Element("h2", "The same network elsewhere");
            page.Element("p", "Each row counts something else: read its boundary before a ratio is formed. Digital rows are sums over a table of published operation energies; ranges of chips are the definitions that were published.", "note");
            page.Raw("<div class=\"left\">").Table(
                ["machine", "task", "from", "to", "fit", "what it counts", "source"],
                comparison.Select(row => (string[])
                [
                    row.Name, row.Task, SiPrefix.Text(row.Low, "J"), SiPrefix.Text(row.High, "J"), row.Fit is { } fit ? EnergyBarPlot.Name(fit) : "mixed", row.Boundary, row.Source,
                ])).Raw("</div>");
        }

        if (metrics is not null)
        {
            page.Element("h2", "Complexity, as NeuroBench names it").Raw("<div class=\"left\">").Table([], Rows(metrics)).Raw("</div>");
        }
    }

    private static IEnumerable<string[]> Rows(NeuroBenchMetrics metrics)
    {
        yield return ["footprint", $"{HtmlPage.Whole(metrics.Footprint)} bytes"];
        yield return ["parameter count", HtmlPage.Whole(metrics.ParameterCount)];
        yield return ["connection sparsity", HtmlPage.Number(metrics.ConnectionSparsity)];
        yield return ["activation sparsity", HtmlPage.Number(metrics.ActivationSparsity)];
        yield return ["dense MACs", HtmlPage.Number(metrics.DenseMacs)];
        yield return ["effective MACs", HtmlPage.Number(metrics.EffectiveMacs)];
    }
}
