using System.Globalization;
using System.Text;
using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Formats;
using EqProp.Analog.Studies.Records;

namespace EqProp.Analog.Studies.Cells;

/// <summary>Writes the rhythm of cells as tables (CSV) and as pictures (SVG).</summary>
public static class CellFiles
{
    /// <summary>Name of the table of crossings: cell and time in seconds, cell after cell.</summary>
    public const string CrossingsName = "crossings.csv";

    /// <summary>Name of the table of coherence: time in seconds and order parameter, empty where it is not known.</summary>
    public const string CoherenceName = "coherence.csv";

    /// <summary>Name of the table of nullclines: cell, activator, and the inhibitor at which either stands still, in volts.</summary>
    public const string NullclinesName = "nullclines.csv";

    /// <summary>Name of the picture of crossings.</summary>
    public const string RasterName = "raster.svg";

    /// <summary>Name of the picture of coherence.</summary>
    public const string CoherencePictureName = "coherence.svg";

    /// <summary>Writes all files to a folder that exists; pictures only of what there is, and <c>portrait-CELL.svg</c> of each portrait.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="study">The rhythm.</param>
    /// <returns>Names of the files.</returns>
    /// <exception cref="InputException">A file cannot be written.</exception>
    public static IReadOnlyList<string> Write(string folder, CellStudy study)
    {
        List<(string Name, string Text)> files = [(CrossingsName, Crossings(study)), (CoherenceName, Coherence(study)), (NullclinesName, Nullclines(study))];
        files.AddRange(study.Portraits.Select(portrait => ($"portrait-{FileName(portrait.Name)}.svg", PortraitPlot.Standalone(portrait))));
        if (study.Crossings.Any(one => one.Count > 0))
        {
            files.Add((RasterName, RasterPlot.Standalone(study)));
        }

        if (study.Order.Any(order => order is not null))
        {
            files.Add((CoherencePictureName, CoherencePlot.Standalone(study)));
        }

        foreach ((string name, string text) in files)
        {
            AtomicFile.WriteText(Path.Combine(folder, name), text);
        }

        return [.. files.Select(file => file.Name)];
    }

    private static string Crossings(CellStudy study)
    {
        var text = new StringBuilder("cell,time_s\n");
        foreach ((string name, IReadOnlyList<double> times) in study.Names.Zip(study.Crossings))
        {
            foreach (double time in times)
            {
                text.Append(CultureInfo.InvariantCulture, $"{CsvCell.Of(name)},{time:R}\n");
            }
        }

        return text.ToString();
    }

    private static string Coherence(CellStudy study)
    {
        var text = new StringBuilder("time_s,order_parameter\n");
        foreach ((double time, double? order) in study.OrderSeconds.Zip(study.Order))
        {
            text.Append(CultureInfo.InvariantCulture, $"{time:R},{order:R}\n");
        }

        return text.ToString();
    }

    private static string Nullclines(CellStudy study)
    {
        var text = new StringBuilder("cell,activator_V,inhibitor_V_activator_still,inhibitor_V_inhibitor_still\n");
        foreach (CellPortrait portrait in study.Portraits.Where(portrait => portrait.Nullclines is not null))
        {
            CellNullclines lines = portrait.Nullclines!;
            for (int i = 0; i < lines.Activator.Count; i++)
            {
                text.Append(CultureInfo.InvariantCulture, $"{CsvCell.Of(portrait.Name)},{lines.Activator[i]:R},{lines.OfActivator[i]:R},{lines.OfInhibitor[i]:R}\n");
            }
        }

        return text.ToString();
    }

    private static string FileName(string name) => string.Join('_', name.Split([.. Path.GetInvalidFileNameChars(), ' ', '[', ']'], StringSplitOptions.RemoveEmptyEntries));
}
