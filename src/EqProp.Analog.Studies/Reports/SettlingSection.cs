namespace EqProp.Analog.Studies.Reports;

/// <summary>Settling times over many inputs in a page: a sentence, the picture, the numbers behind it.</summary>
internal static class SettlingSection
{
    public static void Write(HtmlPage page, SettlingHistogram histogram)
    {
        int examples = histogram.Examples.Sum();
        if (examples == 0)
        {
            return;
        }

        SiPrefix unit = SettlingPlot.Unit(histogram);
        string unsettled = histogram.Unsettled > 0
            ? $" {HtmlPage.Whole(histogram.Unsettled)} did not settle in the longest time tried and stand at it."
            : "";
        page.Element("h3", "How long inputs take to settle");
        page.Element(
            "p",
            $"From the initial state until no node moves by more than 1 % of the swing a time constant, {HtmlPage.Whole(examples)} test examples: "
            + $"half of them within {HtmlPage.Number(histogram.MedianSeconds / unit.Factor)} {unit.Unit}, "
            + $"95 % within {HtmlPage.Number(histogram.Percentile95Seconds / unit.Factor)} {unit.Unit}.{unsettled}");
        page.Raw("<figure>").Raw(SettlingPlot.Inline(histogram, page.NextId())).Raw("</figure>");
        page.Numbers(
            "Numbers behind the histogram",
            [$"from ({unit.Unit})", $"to ({unit.Unit})", "inputs"],
            histogram.Examples.Select((count, bin) => (string[])
            [
                HtmlPage.Number(histogram.EdgesSeconds[bin] / unit.Factor), HtmlPage.Number(histogram.EdgesSeconds[bin + 1] / unit.Factor),
                HtmlPage.Whole(count),
            ]));
    }
}
