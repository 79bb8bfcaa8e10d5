namespace EqProp.Analog.Studies.Reports;

/// <summary>Histograms in a page, two beside each other, with the numbers behind them.</summary>
internal static class HistogramSection
{
    public static void Write(HtmlPage page, IReadOnlyList<ValueHistogram> histograms)
    {
        page.Raw("<div class=\"pair fill\">");
        foreach (ValueHistogram histogram in histograms)
        {
            double factor = HistogramPlot.Prefix(histogram).Factor;
            page.Raw("<div><figure>").Raw(HistogramPlot.Inline(histogram, page.NextId())).Raw("</figure>");
            page.Numbers(
                "Numbers behind the histogram",
                [$"{HistogramPlot.Title(histogram)}: from", "to", histogram.Counted],
                histogram.Counts.Select((count, bin) => (string[])
                [
                    HtmlPage.Number(histogram.Edges[bin] / factor), HtmlPage.Number(histogram.Edges[bin + 1] / factor), HtmlPage.Whole(count),
                ]));
            page.Raw("</div>");
        }

        page.Raw("</div>\n");
    }
}
