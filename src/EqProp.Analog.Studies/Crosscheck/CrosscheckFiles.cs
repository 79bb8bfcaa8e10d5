using System.Globalization;
using System.Text;
using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Formats;
using EqProp.Analog.Studies.Records;
using EqProp.Analog.Studies.Reports;

namespace EqProp.Analog.Studies.Crosscheck;

/// <summary>Writes the waveforms of both simulators as a table (CSV) and as pictures (SVG, HTML), and the netlists that ngspice ran.</summary>
public static class CrosscheckFiles
{
    /// <summary>Name of the table: phase, time, and for each node the volts of ours and of ngspice.</summary>
    public const string CsvName = "crosscheck.csv";

    /// <summary>Name of the picture.</summary>
    public const string SvgName = "crosscheck.svg";

    /// <summary>Name of the page.</summary>
    public const string HtmlName = "crosscheck.html";

    private const double Microsecond = 1e-6;

    /// <summary>Writes all files to a folder, which is made if there is none.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="result">Both waveforms.</param>
    /// <returns>The names of the files.</returns>
    /// <exception cref="InputException">The folder or a file cannot be written.</exception>
    public static IReadOnlyList<string> Write(string folder, CrosscheckResult result)
    {
        NewFolder.Make(folder);
        List<(string Name, string Text)> files =
        [
            (CsvName, ToCsv(result)), (SvgName, CrosscheckPlot.ToSvg(result)), (HtmlName, ToHtml(result)),
            .. result.Phases.Select(phase => ($"{phase.Name}.cir", phase.Deck.Text)),
        ];
        files.ForEach(file => AtomicFile.WriteText(Path.Combine(folder, file.Name), file.Text));
        return [.. files.Select(file => file.Name)];
    }

    /// <summary>The table; voltages read back to the same bits.</summary>
    /// <param name="result">Both waveforms.</param>
    /// <returns>Lines that end with a line feed.</returns>
    public static string ToCsv(CrosscheckResult result)
    {
        var text = new StringBuilder("phase,time_s");
        foreach (ComparedNode node in result.Phases[0].Nodes)
        {
            text.Append(',').Append(CsvCell.Of(node.Name + "_ours_V")).Append(',').Append(CsvCell.Of(node.Name + "_ngspice_V"));
        }

        text.Append('\n');
        foreach (ComparedPhase phase in result.Phases)
        {
            for (int i = 0; i < phase.TimesSeconds.Count; i++)
            {
                text.Append(phase.Name).Append(',').Append((phase.StartSeconds + phase.TimesSeconds[i]).ToString("G15", CultureInfo.InvariantCulture));
                foreach (ComparedNode node in phase.Nodes)
                {
                    text.Append(',').Append(Number(node.Ours[i])).Append(',').Append(Number(node.Ngspice[i]));
                }

                text.Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>The page: the largest difference, the picture, and a row a node.</summary>
    /// <param name="result">Both waveforms.</param>
    /// <returns>The content of an HTML file.</returns>
    public static string ToHtml(CrosscheckResult result)
    {
        string title = $"{result.Circuit}: checked against ngspice";
        var page = new HtmlPage(title);
        page.Element("h1", title);
        page.Element("p", string.Create(
            CultureInfo.InvariantCulture,
            $"Largest difference {CrosscheckPlot.Volts(result.WorstVolts)} ({result.WorstSwings:G2} of the swing) at {result.WorstPhase.Worst.Name} in the {result.WorstPhase.Name} phase. Circuit {result.Hash[..12]}."));
        page.Raw("<figure>").Raw(CrosscheckPlot.ToInlineSvg(result, page.NextId())).Raw("</figure>");
        page.Table(
            ["node", "phase", "largest difference", "at (\u00b5s)", "at the end", "largest, of the swing"],
            result.Phases.SelectMany(phase => phase.Nodes.Select(node => (IReadOnlyList<string>)
            [
                node.Name, phase.Name, CrosscheckPlot.Volts(node.Largest),
                HtmlPage.Number((phase.StartSeconds + phase.TimesSeconds[node.WorstTime]) / Microsecond),
                CrosscheckPlot.Volts(node.Final), HtmlPage.Number(node.Largest / result.VoltageSwing),
            ])));
        return page.ToString();
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
