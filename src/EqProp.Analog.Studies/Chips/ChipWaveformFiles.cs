using System.Globalization;
using System.Text;
using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Formats;
using EqProp.Analog.Studies.Records;
using EqProp.Analog.Studies.Reports;

namespace EqProp.Analog.Studies.Chips;

/// <summary>Writes waveforms over many chips: quantiles, each chip's end, what was drawn, and a page with all of it.</summary>
public static class ChipWaveformFiles
{
    /// <summary>Name of the table of quantiles: <c>time_s</c>, then <c>NODE_p5_V</c>, <c>NODE_p50_V</c>, <c>NODE_p95_V</c> of each node.</summary>
    public const string QuantilesName = "quantiles.csv";

    /// <summary>Name of the table of chips: die, settling time, and the voltage of each node at the end of the free phase.</summary>
    public const string ChipsName = "chips.csv";

    /// <summary>Name of the table of drawn parameters: one line a parameter and group.</summary>
    public const string ParametersName = "parameters.csv";

    /// <summary>Name of the page.</summary>
    public const string HtmlName = "waveforms.html";

    /// <summary>Writes all files to a folder, which is made if there is none; one picture a group of nodes besides.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="waveforms">The voltages.</param>
    /// <param name="title">Heading of the page.</param>
    /// <param name="headline">Which noises are on, which dies these are.</param>
    /// <returns>Names of the files.</returns>
    /// <exception cref="InputException">The folder or a file cannot be written.</exception>
    public static IReadOnlyList<string> Write(string folder, ChipWaveforms waveforms, string title, string headline)
    {
        NewFolder.Make(folder);
        ChipBand[] bands = [.. waveforms.Traces.Select(ChipBand.Of)];
        BandSet[] sets = ChipWaveformPage.Sets(waveforms, bands);
        List<(string Name, string Text)> files =
        [
            (QuantilesName, Quantiles(waveforms, bands)),
            (ChipsName, Chips(waveforms)),
        ];
        if (waveforms.Parameters.Count > 0)
        {
            files.Add((ParametersName, ParameterTable.Summaries(waveforms.Parameters)));
        }

        files.AddRange(sets.Zip(ChipWaveformPage.Groups(bands), (set, group) => ($"waveforms-{FileName(group)}.svg", BandPlot.Standalone(set))));
        files.Add((HtmlName, ChipWaveformPage.Draw(waveforms, sets, title, headline)));
        foreach ((string name, string text) in files)
        {
            AtomicFile.WriteText(Path.Combine(folder, name), text);
        }

        return [.. files.Select(file => file.Name)];
    }

    private static string Quantiles(ChipWaveforms waveforms, ChipBand[] bands)
    {
        var text = new StringBuilder("time_s");
        foreach (ChipBand band in bands)
        {
            foreach (string quantile in (string[])["p5", "p50", "p95"])
            {
                text.Append(',').Append(CsvCell.Of($"{band.Trace.Name}_{quantile}_V"));
            }
        }

        for (int i = 0; i < waveforms.TimesSeconds.Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{waveforms.TimesSeconds[i]:R}");
            foreach (ChipBand band in bands)
            {
                text.Append(CultureInfo.InvariantCulture, $",{band.Low[i]:R},{band.Median[i]:R},{band.High[i]:R}");
            }
        }

        return text.Append('\n').ToString();
    }

    private static string Chips(ChipWaveforms waveforms)
    {
        var text = new StringBuilder("die,settling_s");
        foreach (ChipTrace trace in waveforms.Traces)
        {
            text.Append(',').Append(CsvCell.Of(trace.Name + "_V"));
        }

        for (int chip = 0; chip < waveforms.Finished.Count; chip++)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{waveforms.Finished[chip]},{waveforms.SettlingSeconds[chip]:R}");
            foreach (ChipTrace trace in waveforms.Traces)
            {
                text.Append(CultureInfo.InvariantCulture, $",{trace.Volts[chip][waveforms.FreeEnd]:R}");
            }
        }

        return text.Append('\n').ToString();
    }

    private static string FileName(string group) =>
        string.Concat(group.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-'));
}
