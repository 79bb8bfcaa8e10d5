using System.Globalization;
using System.Text;
using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Formats;
using EqProp.Analog.Studies.Records;
using EqProp.Analog.Studies.Reports;

namespace EqProp.Analog.Studies.Waveforms;

/// <summary>Writes operating points against temperature as a table (CSV) and as pictures (SVG, HTML).</summary>
public static class TemperatureFiles
{
    /// <summary>Name of the table: <c>temperature_K</c>, then <c>NODE_V</c> of each node.</summary>
    public const string CsvName = "temperatures.csv";

    /// <summary>Name of the picture.</summary>
    public const string SvgName = "temperatures.svg";

    /// <summary>Name of the page.</summary>
    public const string HtmlName = "temperatures.html";

    /// <summary>Writes all files to a folder, which is made if there is none.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="sweep">The operating points.</param>
    /// <param name="title">Heading of the page.</param>
    /// <exception cref="InputException">The folder or a file cannot be written.</exception>
    public static void Write(string folder, TemperatureSweep sweep, string title)
    {
        NewFolder.Make(folder);
        WaveformTrace[] traces = [.. sweep.Traces.Select(trace => new WaveformTrace(trace.Name, trace.Volts))];
        AtomicFile.WriteText(Path.Combine(folder, CsvName), Csv(sweep));
        AtomicFile.WriteText(Path.Combine(folder, SvgName), TemperaturePlot.Standalone(sweep.Kelvins, traces));
        var page = new HtmlPage(title);
        page.Element("h1", title).Element("p", "Where the chip settles at each temperature, without noise.", "lead");
        page.Raw("<figure>").Raw(TemperaturePlot.Inline(sweep.Kelvins, traces, page.NextId())).Raw("</figure>");
        page.Numbers(
            "Numbers behind the picture", ["temperature (K)", .. sweep.Traces.Select(trace => $"{trace.Name} (V)")],
            sweep.Kelvins.Select((kelvin, i) => (string[])[HtmlPage.Number(kelvin), .. sweep.Traces.Select(trace => HtmlPage.Number(trace.Volts[i]))]));
        AtomicFile.WriteText(Path.Combine(folder, HtmlName), page.ToString());
    }

    private static string Csv(TemperatureSweep sweep)
    {
        var text = new StringBuilder("temperature_K");
        foreach (TemperatureTrace trace in sweep.Traces)
        {
            text.Append(',').Append(CsvCell.Of(trace.Name + "_V"));
        }

        for (int i = 0; i < sweep.Kelvins.Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{sweep.Kelvins[i]:R}");
            foreach (TemperatureTrace trace in sweep.Traces)
            {
                text.Append(CultureInfo.InvariantCulture, $",{trace.Volts[i]:R}");
            }
        }

        return text.Append('\n').ToString();
    }
}
