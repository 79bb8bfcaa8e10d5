using System.Globalization;
using EqProp.Analog.Studies.Reports;

namespace EqProp.Analog.Studies.Cells;

/// <summary>Cells in a page: portraits, raster, coherence, and the numbers behind them.</summary>
internal static class CellSection
{
    private const int LongestTable = 60;

    public static void Write(HtmlPage page, CellStudy study)
    {
        if (study.Portraits.Count > 0)
        {
            WritePortraits(page, study);
        }

        page.Element("h2", "When cells fire").Element("p", CellWords.Rhythm(study));
        if (study.Crossings.Any(one => one.Count > 0))
        {
            WriteRaster(page, study);
        }

        if (study.Order.Any(order => order is not null))
        {
            WriteCoherence(page, study);
        }
    }

    private static void WritePortraits(HtmlPage page, CellStudy study)
    {
        page.Element("h2", "Phase portraits").Element(
            "p",
            "Inhibitor against activator; a dot marks the start. Dashed: where either stands still while all other cells rest; the cell rests where they cross. "
            + "The voltage of an inhibitor that is the current of a branch is the one that it makes across R0, the inverse of the shared leak.");
        page.Raw("<div class=\"pair fill\">");
        foreach (CellPortrait portrait in study.Portraits)
        {
            page.Raw("<div><figure>").Raw(PortraitPlot.Inline(portrait, page.NextId())).Raw("</figure>");
            int stride = Math.Max(1, (portrait.Activator.Count + LongestTable - 1) / LongestTable);
            page.Numbers(
                stride == 1 ? "Numbers behind the way" : $"Numbers behind the way (one in {stride})", ["activator (V)", "inhibitor (V)"],
                Enumerable.Range(0, portrait.Activator.Count).Where(i => i % stride == 0)
                    .Select(i => (string[])[HtmlPage.Number(portrait.Activator[i]), HtmlPage.Number(portrait.Inhibitor[i])]));
            page.Raw("</div>");
        }

        page.Raw("</div>\n");
    }

    private static void WriteRaster(HtmlPage page, CellStudy study)
    {
        SiPrefix unit = SiPrefix.For(study.Seconds, "s");
        page.Raw("<figure>").Raw(RasterPlot.Inline(study, page.NextId())).Raw("</figure>");
        page.Numbers(
            "Numbers behind the marks", ["cell", "name", "times", $"first ({unit.Unit})", $"last ({unit.Unit})"],
            study.Names.Zip(study.Crossings).Select((one, cell) => (string[])
            [
                cell.ToString(CultureInfo.InvariantCulture), one.First, HtmlPage.Whole(one.Second.Count),
                HtmlPage.Number(one.Second.Count > 0 ? one.Second[0] / unit.Factor : null), HtmlPage.Number(one.Second.Count > 0 ? one.Second[^1] / unit.Factor : null),
            ]));
    }

    private static void WriteCoherence(HtmlPage page, CellStudy study)
    {
        SiPrefix unit = SiPrefix.For(study.Seconds, "s");
        int stride = Math.Max(1, study.Order.Count / LongestTable);
        page.Element("h3", "How much they fire together");
        page.Element("p", "Length of the mean of exp(i phase) over all cells with a phase, which grows evenly from one crossing to the next: 1 in step, 0 spread out.");
        page.Raw("<figure>").Raw(CoherencePlot.Inline(study, page.NextId())).Raw("</figure>");
        page.Numbers(
            $"Numbers behind the line (one in {stride})", [$"time ({unit.Unit})", "order parameter"],
            Enumerable.Range(0, study.Order.Count).Where(i => i % stride == 0)
                .Select(i => (string[])[HtmlPage.Number(study.OrderSeconds[i] / unit.Factor), HtmlPage.Number(study.Order[i])]));
    }
}
