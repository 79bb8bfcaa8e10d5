using System.Globalization;
using System.Text;
using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Formats;
using EqProp.Analog.Studies.Records;
using EqProp.Analog.Studies.Reports;

namespace EqProp.Analog.Studies.Energy.Sweeps;

/// <summary>Writes a sweep as a table (CSV), a page (HTML) and pictures (SVG).</summary>
public static class SweepFiles
{
    /// <summary>Name of the table.</summary>
    public const string CsvName = "sweep.csv";

    /// <summary>Name of the page.</summary>
    public const string HtmlName = "sweep.html";

    /// <summary>Name of the picture of energy against noise.</summary>
    public const string NoiseName = "sweep-noise.svg";

    /// <summary>Name of the picture of energy against accuracy.</summary>
    public const string AccuracyName = "sweep-accuracy.svg";

    private const string NoiseLabel = "Energy of an inference against thermal noise, the front as a line";
    private const string AccuracyLabel = "Energy of an inference against accuracy, the front as a line";

    /// <summary>Writes all files to a folder, which is made if there is none.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="sweep">The sweep.</param>
    /// <returns>The names of the files.</returns>
    /// <exception cref="InputException">The folder or a file cannot be written.</exception>
    public static IReadOnlyList<string> Write(string folder, SweepResult sweep)
    {
        NewFolder.Make(folder);
        List<(string Name, string Text)> files = [(CsvName, ToCsv(sweep)), (HtmlName, ToHtml(sweep))];
        if (SweepPlot.HasNumbers(sweep))
        {
            files.Add((NoiseName, SvgPlot.Standalone(SweepPlot.Noise(sweep), SweepPlot.Size, NoiseLabel)));
        }

        if (SweepPlot.HasAccuracy(sweep))
        {
            files.Add((AccuracyName, SvgPlot.Standalone(SweepPlot.Accuracy(sweep), SweepPlot.Size, AccuracyLabel)));
        }

        files.ForEach(file => AtomicFile.WriteText(Path.Combine(folder, file.Name), file.Text));
        return [.. files.Select(file => file.Name)];
    }

    /// <summary>The table; numbers read back to the same bits.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <returns>Lines that end with a line feed.</returns>
    public static string ToCsv(SweepResult sweep)
    {
        var text = new StringBuilder();
        text.AppendJoin(',', sweep.Axes.Select(axis => CsvCell.Of(axis.Path)));
        text.Append(",joules_per_inference,low_J,high_J,joules_per_update,accuracy_percent,noise_percent,missing,on_accuracy_front,on_noise_front,failure\n");
        foreach (SweepPoint point in sweep.Points)
        {
            string[] cells =
            [
                .. point.Values, Number(point.JoulesPerInference), Number(point.Low), Number(point.High), Number(point.JoulesPerUpdate), Number(point.AccuracyPercent),
                Number(point.NoisePercent), Number(point.Missing), point.IsOnAccuracyFront ? "1" : "0", point.IsOnNoiseFront ? "1" : "0", point.Failure ?? "",
            ];
            text.AppendJoin(',', cells.Select(CsvCell.Of)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The page: both trades, a row a point, what is counted.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <returns>The content of an HTML file.</returns>
    public static string ToHtml(SweepResult sweep)
    {
        string title = $"{sweep.CircuitName}: energy against {string.Join(" and ", sweep.Axes.Select(axis => axis.ShortName))}";
        var page = new HtmlPage(title);
        page.Element("h1", title).Element("p", $"Circuit {sweep.CircuitHash[..12]}; {string.Join("; ", sweep.Axes.Select(axis => axis.Path))}.", "meta");
        if (sweep.IsCutShort)
        {
            page.Element("p", "The sweep was stopped before its last point.", "warning");
        }

        page.Element(
            "p",
            $"Mean over {HtmlPage.Whole(sweep.Examples)} examples at most a point. Dimensionless weights stay, and so do steps in time constants. {Accuracy(sweep)}"
            + " On a front (the line) lies what nothing cheaper matches; grey points are beaten. Noise is what thermal agitation leaves on a membrane, sqrt(kT/C) over the swing.",
            "note");
        if (SweepPlot.HasNumbers(sweep))
        {
            page.Raw("<div class=\"pair fill\"><figure>").Raw(SvgPlot.Inline(SweepPlot.Noise(sweep), SweepPlot.Size, page.NextId(), NoiseLabel)).Raw("</figure>");
            if (SweepPlot.HasAccuracy(sweep))
            {
                page.Raw("<figure>").Raw(SvgPlot.Inline(SweepPlot.Accuracy(sweep), SweepPlot.Size, page.NextId(), AccuracyLabel)).Raw("</figure>");
            }

            page.Raw("</div>");
        }

        page.Table(
            [.. sweep.Axes.Select(axis => axis.ShortName), "an inference", "90\u00a0% interval", "an update", "accuracy", "noise", "on a front"],
            sweep.Points.Select(Row));
        if (sweep.Boundary is { } boundary)
        {
            page.Element("h2", "What is counted").Element("p", $"Of the first point: {boundary}", "note");
        }

        return page.ToString();
    }

    private static IReadOnlyList<string> Row(SweepPoint point) => point.Failure is { } failure
        ? [.. point.Values, failure, "", "", "", "", ""]
        :
        [
            .. point.Values, SiPrefix.Text(point.JoulesPerInference!.Value, "J"), $"{SiPrefix.Text(point.Low!.Value, "J")} to {SiPrefix.Text(point.High!.Value, "J")}",
            point.JoulesPerUpdate is { } update ? SiPrefix.Text(update, "J") : "\u2013", HtmlPage.Percent(point.AccuracyPercent), $"{HtmlPage.Number(point.NoisePercent)}\u00a0%",
            (point.IsOnAccuracyFront, point.IsOnNoiseFront) switch { (true, true) => "both", (true, false) => "accuracy", (false, true) => "noise", _ => "" },
        ];

    private static string Accuracy(SweepResult sweep) =>
        sweep.HasWeights ? "Accuracy is that of the weights that were given." : "No weights were given, so there is no accuracy to trade.";

    private static string Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";
}
