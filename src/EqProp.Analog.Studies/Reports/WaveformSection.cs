namespace EqProp.Analog.Studies.Reports;

/// <summary>Waveforms in a page: the picture and a thinned table of its numbers.</summary>
internal static class WaveformSection
{
    private const int LongestTable = 60;

    public static void Write(HtmlPage page, IReadOnlyList<WaveformSet> sets)
    {
        foreach (WaveformSet set in sets)
        {
            if (set.Title is { } title)
            {
                page.Element("h3", title);
            }

            page.Raw("<figure>").Raw(WaveformPlot.ToInlineSvg(set, page.NextId())).Raw("</figure>");
            WriteNumbers(page, set);
        }
    }

    private static void WriteNumbers(HtmlPage page, WaveformSet set)
    {
        int stride = Math.Max(1, (set.TimesSeconds.Count + LongestTable - 1) / LongestTable);
        string note = stride == 1 ? "Numbers behind the waveforms" : $"Numbers behind the waveforms (one in {stride})";
        string[] head = ["time (\u00b5s)", .. set.Traces.Select(trace => $"{trace.Name} (V)")];
        var rows = Enumerable.Range(0, set.TimesSeconds.Count)
            .Where(i => i % stride == 0 || i == set.TimesSeconds.Count - 1)
            .Select(i => (string[])[HtmlPage.Number(set.TimesSeconds[i] * 1e6), .. set.Traces.Select(trace => HtmlPage.Number(trace.Volts[i]))]);
        page.Numbers(note, head, rows);
    }
}
