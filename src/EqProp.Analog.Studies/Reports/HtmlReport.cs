using System.Globalization;
using System.Text.Json;
using EqProp.Analog.Studies.Energy;
using EqProp.Analog.Studies.Pictures;
using EqProp.Analog.Studies.Records;

namespace EqProp.Analog.Studies.Reports;

/// <summary>Draws the report of a run as one HTML page that needs nothing else: no network, no scripts to run.</summary>
public static class HtmlReport
{
    /// <summary>Draws the page.</summary>
    /// <param name="data">What to show.</param>
    /// <returns>The content of an HTML file.</returns>
    public static string Render(ReportData data)
    {
        var page = new HtmlPage($"{data.Record.CircuitName} \u2013 run report");
        HeadlineSection.Write(page, data.Record);
        WriteLearning(page, data.Record);
        TestSection.Write(page, data.Record);
        GradientSection.Write(page, data.Record);
        UpdatesSection.Write(page, data.Record);
        WriteMistakes(page, data);
        WriteWaveforms(page, data);
        EnergySection.Write(page, data.Energy, data.NoEnergy);
        WriteHistograms(page, data);
        WriteUnits(page, data.Record);
        RepeatSection.Write(page, data);
        page.Raw("<script type=\"application/json\" id=\"record\">")
            .Raw(JsonSerializer.Serialize(data.Record, RecordJson.ScriptOptions)).Raw("</script>\n");
        return page.ToString();
    }

    private static void WriteLearning(HtmlPage page, RunRecord record)
    {
        if (record.Epochs is not { Count: > 0 } epochs)
        {
            return;
        }

        page.Element("h2", "Learning");
        page.Raw("<div class=\"pair\"><figure>").Raw(LearningPlot.Error(epochs, page.NextId())).Raw("</figure><figure>")
            .Raw(LearningPlot.Cost(epochs, page.NextId())).Raw("</figure></div>");
        page.Element(
            "p", "The training error is counted while the chip learns, from the free phase of each example before it is learnt from.", "note");
        page.Numbers(
            "Numbers behind the curves",
            ["epoch", "training error", "validation error", "test error", "training cost", "residual max", "residual mean", "learning (s)", "measuring (s)", "rate factor"],
            epochs.Select(epoch => (string[])
            [
                epoch.Epoch.ToString(CultureInfo.InvariantCulture), HtmlPage.Percent(epoch.TrainErrorPercent),
                HtmlPage.Percent(epoch.ValidationErrorPercent), HtmlPage.Percent(epoch.TestErrorPercent), HtmlPage.Number(epoch.TrainCost),
                HtmlPage.Number(epoch.FreeResidualMax), HtmlPage.Number(epoch.FreeResidualMean), HtmlPage.Number(epoch.Seconds),
                HtmlPage.Number(epoch.EvaluationSeconds), HtmlPage.Number(epoch.RateFactor),
            ]));
    }

    private static void WriteMistakes(HtmlPage page, ReportData data)
    {
        if (data.Mistakes.Count == 0)
        {
            return;
        }

        page.Element("h2", "Worst mistakes");
        page.Element("p", "Test examples answered wrong with the widest lead of the wrong answer over the right one.", "note");
        page.Raw("<ul class=\"mistakes\">");
        foreach (MistakePicture mistake in data.Mistakes)
        {
            string label = TestSection.ClassName(data.Record, mistake.Label);
            string answer = TestSection.ClassName(data.Record, mistake.Answer);
            string png = Convert.ToBase64String(PngWriter.Encode(mistake.Width, mistake.Height, mistake.Pixels));
            page.Raw("<li><img alt=\"").Text($"example {mistake.Example}, class {label}").Raw("\" src=\"data:image/png;base64,").Raw(png).Raw("\"><span>")
                .Text($"{label} taken for ").Element("b", answer).Raw("</span><span class=\"note\">")
                .Text($"no. {HtmlPage.Whole(mistake.Example)}, lead {HtmlPage.Number(Math.Round(mistake.Confidence, 3))}").Raw("</span></li>");
        }

        page.Raw("</ul>");
    }

    private static void WriteWaveforms(HtmlPage page, ReportData data)
    {
        if (data.Waveforms.Count > 0)
        {
            page.Element("h2", "Settling");
            WaveformSection.Write(page, data.Waveforms);
        }

        if (data.SettlingTimes is { } times)
        {
            SettlingSection.Write(page, times);
        }
    }

    private static void WriteHistograms(HtmlPage page, ReportData data)
    {
        if (data.Histograms.Count == 0)
        {
            return;
        }

        page.Element("h2", "Conductances before and after learning").Raw("<div class=\"pair\">");
        foreach (WeightHistogram histogram in data.Histograms)
        {
            SiPrefix unit = WeightPlot.Unit(histogram);
            page.Raw("<div>").Element("h3", histogram.Coupling)
                .Raw("<figure>").Raw(WeightPlot.Draw(histogram, page.NextId())).Raw("</figure>")
                .Numbers("Numbers behind the histogram", [$"from ({unit.Unit})", $"to ({unit.Unit})", "before", "after"],
                    Enumerable.Range(0, histogram.After.Count).Select(bin => (string[])
                    [
                        HtmlPage.Number(histogram.EdgesSiemens[bin] / unit.Factor), HtmlPage.Number(histogram.EdgesSiemens[bin + 1] / unit.Factor),
                        HtmlPage.Whole(histogram.Before[bin]), HtmlPage.Whole(histogram.After[bin]),
                    ]))
                .Raw("</div>");
        }

        page.Raw("</div>");
    }

    private static void WriteUnits(HtmlPage page, RunRecord record)
    {
        if (record.Units is not { Count: > 0 } units)
        {
            return;
        }

        page.Element("h2", "Neurons that do no work");
        page.Element("p", "Dead neurons stay at the lower rail, saturated ones at the upper rail, for every example measured.", "note");
        page.Table(["group", "neurons", "dead", "saturated"], units.Select(unit => (string[])
        [
            unit.Group, HtmlPage.Whole(unit.Size), Share(unit.Dead, unit.Size), Share(unit.Saturated, unit.Size),
        ]));
    }

    private static string Share(int part, int whole) =>
        whole > 0 && part > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{part:#,0} ({100.0 * part / whole:0.0}\u00a0%)")
            : HtmlPage.Whole(part);
}
