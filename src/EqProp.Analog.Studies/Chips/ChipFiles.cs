using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Records;
using EqProp.Analog.Studies.Reports;

namespace EqProp.Analog.Studies.Chips;

/// <summary>Writes what dies drew: a table, the values, a histogram a parameter, and a page.</summary>
public static class ChipFiles
{
    /// <summary>Name of the table: one line a parameter and group.</summary>
    public const string CsvName = "chip.csv";

    /// <summary>Name of the table of all values: one line a device.</summary>
    public const string ValuesName = "values.csv";

    /// <summary>Name of the page.</summary>
    public const string HtmlName = "chip.html";

    /// <summary>Writes all files to a folder, which is made if there is none.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="spread">What the dies drew.</param>
    /// <param name="title">Heading of the page.</param>
    /// <param name="headline">Which noises are on, which die this is, ...</param>
    /// <param name="values">Whether every value is written, too.</param>
    /// <returns>Names of the files.</returns>
    /// <exception cref="InputException">The folder or a file cannot be written.</exception>
    public static IReadOnlyList<string> Write(string folder, ChipSpread spread, string title, string headline, bool values)
    {
        NewFolder.Make(folder);
        List<(string Name, string Text)> files = [(CsvName, ParameterTable.Summaries(spread.Parameters))];
        if (values)
        {
            files.Add((ValuesName, ParameterTable.Values(spread)));
        }

        files.AddRange(spread.Parameters.Where(parameter => parameter.Varies).Select(parameter => (FileName(parameter), HistogramPlot.Standalone(parameter.Histogram))));
        files.Add((HtmlName, Page(spread, title, headline)));
        foreach ((string name, string text) in files)
        {
            AtomicFile.WriteText(Path.Combine(folder, name), text);
        }

        return [.. files.Select(file => file.Name)];
    }

    private static string Page(ChipSpread spread, string title, string headline)
    {
        var page = new HtmlPage(title);
        page.Element("h1", title).Element("p", headline, "lead");
        ParameterSection.Write(page, spread.Parameters);
        return page.ToString();
    }

    private static string FileName(ParameterSummary parameter)
    {
        string name = $"{parameter.Name} {parameter.Group}".Replace(",", "", StringComparison.Ordinal);
        return string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-')) + ".svg";
    }
}
