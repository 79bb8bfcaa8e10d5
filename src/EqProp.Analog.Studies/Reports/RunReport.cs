using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Records;

namespace EqProp.Analog.Studies.Reports;

/// <summary>Keeps the report of a run in its folder.</summary>
public static class RunReport
{
    /// <summary>Draws the report and writes it, with the data to draw it again.</summary>
    /// <param name="folder">The folder of the run.</param>
    /// <param name="data">What to show.</param>
    /// <returns>The page's file.</returns>
    /// <exception cref="InputException">The files cannot be written.</exception>
    public static string Write(RunFolder folder, ReportData data)
    {
        AtomicFile.WriteText(folder.PathOf(RunFolder.ReportDataFile), data.ToJson() + "\n");
        return Draw(folder, data);
    }

    /// <summary>Draws the report again from the data that <see cref="Write"/> left.</summary>
    /// <param name="folder">The folder of the run.</param>
    /// <returns>The page's file.</returns>
    /// <exception cref="InputException">The data are missing or damaged, or the page cannot be written.</exception>
    public static string Rebuild(RunFolder folder) =>
        Draw(folder, ReportData.FromJson(folder.ReadText(RunFolder.ReportDataFile), folder.PathOf(RunFolder.ReportDataFile)));

    private static string Draw(RunFolder folder, ReportData data)
    {
        string path = folder.PathOf(RunFolder.ReportFile);
        AtomicFile.WriteText(path, HtmlReport.Render(data));
        return path;
    }
}
