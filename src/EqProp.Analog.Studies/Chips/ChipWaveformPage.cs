using System.Globalization;
using EqProp.Analog.Studies.Reports;

namespace EqProp.Analog.Studies.Chips;

/// <summary>Waveforms over many chips as a page.</summary>
internal static class ChipWaveformPage
{
    private const int LongestTable = 60;

    /// <summary>Names of the groups that have nodes among the bands, in order.</summary>
    public static IEnumerable<string> Groups(ChipBand[] bands) => bands.Select(band => band.Trace.Group).Distinct();

    /// <summary>One picture a group.</summary>
    public static BandSet[] Sets(ChipWaveforms waveforms, ChipBand[] bands)
    {
        double boundary = waveforms.TimesSeconds[waveforms.FreeEnd];
        List<WaveformPhase> phases = [new("free phase", 0, boundary, Nudged: false)];
        if (waveforms.Beta is { } beta)
        {
            phases.Add(new(string.Create(CultureInfo.InvariantCulture, $"nudged phase, beta = {beta:G4}"), boundary, waveforms.TimesSeconds[^1], Nudged: true));
        }

        return
        [
            .. Groups(bands).Select(group => new BandSet
            {
                Title = $"{group}: median, 5 to 95 % of {waveforms.Finished.Count} chips, and the first chips",
                TimesSeconds = waveforms.TimesSeconds,
                Traces = [.. bands.Where(band => band.Trace.Group == group).Select(band => band.ToPlot())],
                Phases = phases,
            }),
        ];
    }

    public static string Draw(ChipWaveforms waveforms, BandSet[] sets, string title, string headline)
    {
        var page = new HtmlPage(title);
        page.Element("h1", title).Element("p", $"{waveforms.Finished.Count} chips, {headline}", "lead");
        WriteMissing(page, waveforms);
        foreach (BandSet set in sets)
        {
            page.Element("h3", set.Title).Raw("<figure>").Raw(BandPlot.Inline(set, page.NextId())).Raw("</figure>");
            WriteNumbers(page, set);
        }

        WriteSettling(page, waveforms);
        if (waveforms.Parameters.Count > 0)
        {
            page.Element("h2", "What the dies drew");
            ParameterSection.Write(page, waveforms.Parameters);
        }

        return page.ToString();
    }

    private static void WriteMissing(HtmlPage page, ChipWaveforms waveforms)
    {
        if (waveforms.Missing > 0)
        {
            page.Element("p", $"Stopped: {waveforms.Missing} of {waveforms.Dies.Count} chips were not run.", "note");
        }

        foreach (DieFailure failure in waveforms.Failures)
        {
            page.Element("p", $"Die {failure.Die} failed: {failure.Message}", "note");
        }
    }

    private static void WriteNumbers(HtmlPage page, BandSet set)
    {
        int stride = Math.Max(1, (set.TimesSeconds.Count + LongestTable - 1) / LongestTable);
        string note = stride == 1 ? "Numbers behind the waveforms" : $"Numbers behind the waveforms (one in {stride})";
        SiPrefix unit = SiPrefix.For(set.TimesSeconds[^1], "s");
        string[] head = [$"time ({unit.Unit})", .. set.Traces.SelectMany(trace => (string[])[$"{trace.Name}: 5 % (V)", "median (V)", "95 % (V)"])];
        page.Numbers(note, head, Enumerable.Range(0, set.TimesSeconds.Count)
            .Where(i => i % stride == 0 || i == set.TimesSeconds.Count - 1)
            .Select(i => (string[])
            [
                HtmlPage.Number(set.TimesSeconds[i] / unit.Factor),
                .. set.Traces.SelectMany(trace => (string[])[HtmlPage.Number(trace.Low[i]), HtmlPage.Number(trace.Median[i]), HtmlPage.Number(trace.High[i])]),
            ]));
    }

    private static void WriteSettling(HtmlPage page, ChipWaveforms waveforms)
    {
        double[] settled = [.. waveforms.SettlingSeconds.OfType<double>()];
        page.Element("h2", "How long chips take to settle");
        string unsettled = settled.Length < waveforms.Finished.Count ? " The others do not." : "";
        page.Element(
            "p",
            "From the start until all nodes shown stay within 1 % of the swing of where they end, noise included, before the last tenth of the free phase: "
            + $"{settled.Length} of {waveforms.Finished.Count} chips.{unsettled}");
        if (settled.Length > 0)
        {
            HistogramSection.Write(page, [ValueHistogram.Of("settling time", "chips", "s", settled, spacing: waveforms.TimesSeconds[1])]);
        }
    }
}
