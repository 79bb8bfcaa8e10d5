using System.Globalization;
using System.Text;
using EqProp.Analog.Circuits;
using EqProp.Analog.Simulation;
using EqProp.Analog.Spice;
using EqProp.Analog.Studies.Cells;
using EqProp.Analog.Studies.Formats;
using EqProp.Analog.Studies.Records;
using EqProp.Analog.Studies.Reports;

namespace EqProp.Analog.Studies.Waveforms;

/// <summary>Writes recorded voltages as a table (CSV), as an array (.npy), for SPICE programs (.raw), and as pictures (SVG, HTML).</summary>
public static class WaveformFiles
{
    /// <summary>Name of the table: <c>time_s</c>, then <c>NODE_V</c> of each node.</summary>
    public const string CsvName = "waveforms.csv";

    /// <summary>Name of the array [times x (1 + nodes)] of 64-bit floats: seconds in the first column, then volts.</summary>
    public const string NpyName = "waveforms.npy";

    /// <summary>Name of the file that SPICE programs and their viewers load: <c>v(NODE)</c> over time.</summary>
    public const string RawName = "waveforms.raw";

    /// <summary>Name of the picture.</summary>
    public const string SvgName = "waveforms.svg";

    /// <summary>Name of the table of settling times: bins in seconds and examples in them.</summary>
    public const string SettlingCsvName = "settling.csv";

    /// <summary>Name of the picture of settling times.</summary>
    public const string SettlingSvgName = "settling.svg";

    /// <summary>Name of the page.</summary>
    public const string HtmlName = "waveforms.html";

    /// <summary>Writes all files to a folder, which is made if there is none.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="transient">The voltages.</param>
    /// <param name="title">Heading of the pictures.</param>
    /// <exception cref="InputException">The folder or a file cannot be written.</exception>
    public static void Write(string folder, Transient transient, string title) => Write(folder, new RecordedWaveforms(transient, Cells: null), title);

    /// <summary>Writes all files to a folder, which is made if there is none; those of <see cref="CellFiles"/> where there are cells.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="recorded">The voltages and the rhythm of the cells.</param>
    /// <param name="title">Heading of the pictures.</param>
    /// <returns>Names of the files.</returns>
    /// <exception cref="InputException">The folder or a file cannot be written.</exception>
    public static IReadOnlyList<string> Write(string folder, RecordedWaveforms recorded, string title)
    {
        NewFolder.Make(folder);
        Transient transient = recorded.Transient;
        WaveformSet set = ToSet(transient, title);
        AtomicFile.WriteText(Path.Combine(folder, CsvName), ToCsv(transient));
        NpyFile.Write(Path.Combine(folder, NpyName), ToArray(transient));
        RawFile.Write(Path.Combine(folder, RawName), ToRaw(transient, title));
        AtomicFile.WriteText(Path.Combine(folder, SvgName), WaveformPlot.ToSvg(set));
        IReadOnlyList<string> ofCells = recorded.Cells is { } cells ? CellFiles.Write(folder, cells) : [];
        AtomicFile.WriteText(Path.Combine(folder, HtmlName), WaveformPlot.ToHtml(title, [set], recorded.Cells));
        return [CsvName, NpyName, RawName, SvgName, HtmlName, .. ofCells];
    }

    /// <summary>Writes how long inputs take to settle, as a table and as a picture, to a folder that exists.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="times">The spread of the times.</param>
    /// <exception cref="InputException">A file cannot be written.</exception>
    public static void Write(string folder, SettlingHistogram times)
    {
        var text = new StringBuilder("from_s,to_s,inputs\n");
        for (int bin = 0; bin < times.Examples.Count; bin++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{times.EdgesSeconds[bin]:R},{times.EdgesSeconds[bin + 1]:R},{times.Examples[bin]}\n");
        }

        AtomicFile.WriteText(Path.Combine(folder, SettlingCsvName), text.ToString());
        AtomicFile.WriteText(Path.Combine(folder, SettlingSvgName), SettlingPlot.Standalone(times));
    }

    /// <summary>The table; numbers read back to the same bits.</summary>
    /// <param name="transient">The voltages.</param>
    /// <returns>Lines that end with a line feed.</returns>
    public static string ToCsv(Transient transient)
    {
        var text = new StringBuilder("time_s");
        foreach (TransientTrace trace in transient.Traces)
        {
            text.Append(',').Append(CsvCell.Of(trace.Name + "_V"));
        }

        for (int i = 0; i < transient.TimesSeconds.Count; i++)
        {
            text.Append('\n').Append(transient.TimesSeconds[i].ToString("R", CultureInfo.InvariantCulture));
            foreach (TransientTrace trace in transient.Traces)
            {
                text.Append(',').Append(trace.Volts[i].ToString("R", CultureInfo.InvariantCulture));
            }
        }

        return text.Append('\n').ToString();
    }

    /// <summary>The array.</summary>
    /// <param name="transient">The voltages.</param>
    /// <returns>[times x (1 + nodes)]: seconds, then volts of each node.</returns>
    public static NpyArray ToArray(Transient transient)
    {
        int columns = transient.Traces.Count + 1, rows = transient.TimesSeconds.Count;
        var values = new double[rows * columns];
        for (int i = 0; i < rows; i++)
        {
            values[i * columns] = transient.TimesSeconds[i];
            for (int k = 1; k < columns; k++)
            {
                values[i * columns + k] = transient.Traces[k - 1].Volts[i];
            }
        }

        return new NpyArray([rows, columns], values);
    }

    /// <summary>The voltages as SPICE keeps them, nodes named as in the netlist of the circuit.</summary>
    /// <param name="transient">The voltages.</param>
    /// <param name="title">What was simulated.</param>
    /// <returns>Time, then one voltage a node.</returns>
    public static RawPlot ToRaw(Transient transient, string title)
    {
        var names = new SpiceNames();
        return new RawPlot(
            title,
            [new("time", "time"), .. transient.Traces.Select(trace => new RawVariable($"v({names.Take(trace.Name)})", "voltage"))],
            ToArray(transient).Values);
    }

    /// <summary>What a plot shows.</summary>
    /// <param name="transient">The voltages.</param>
    /// <param name="title">What is shown.</param>
    /// <returns>The traces with the phases marked.</returns>
    public static WaveformSet ToSet(Transient transient, string title)
    {
        double boundary = transient.TimesSeconds[transient.FreeEnd], end = transient.TimesSeconds[^1];
        List<WaveformPhase> phases = [new("free phase", 0, boundary, Nudged: false)];
        if (transient.Beta is { } beta)
        {
            phases.Add(new(string.Create(CultureInfo.InvariantCulture, $"nudged phase, beta = {beta:G4}"), boundary, end, Nudged: true));
        }

        return new WaveformSet
        {
            Title = title,
            TimesSeconds = transient.TimesSeconds,
            Traces = [.. transient.Traces.Select(trace => new WaveformTrace(trace.Name, trace.Volts) { Beside = ActivatorOf(transient, trace) })],
            Phases = phases,
        };
    }

    private static int? ActivatorOf(Transient transient, TransientTrace trace)
    {
        CellTrace? cell = transient.Cells.FirstOrDefault(cell => cell.InhibitorName == trace.Name);
        int index = cell is null ? -1 : transient.Traces.ToList().FindIndex(one => one.Name == cell.Name);
        return index < 0 ? null : index;
    }
}
