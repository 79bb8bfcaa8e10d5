using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Cli.Options;
using EqProp.Analog.Studies.Designs.Reports;
using EqProp.Analog.Studies.Shards;
using EqProp.Analog.Studies.Tables;

namespace EqProp.Analog.Cli.Commands;

/// <summary><c>eqprop study report</c>: draws the page of a study from its table.</summary>
internal sealed class StudyReportCommand : ToolCommand
{
    private readonly StudyFolderArgument _folder = new();
    private readonly JsonOption _json = new();

    public StudyReportCommand()
        : base("report", "Draw the report of a study that is merged: yields with intervals, which axes matter, chips that failed.")
    {
        Add(_folder);
        Add(_json);
    }

    protected override int Run(CommandContext context)
    {
        StudyFolder folder = StudyFolder.Open(context.Get(_folder));
        StudyReport report = ReportOf(folder, TableFiles.Read(folder.FullPath));
        string page = report.Write(folder.FullPath);
        if (context.Get(_json))
        {
            context.Terminal.WriteJson(StudyReportJson.Describe(report.Summary));
            return ExitCode.Done;
        }

        context.Terminal.Note(report.Summary.Sentence);
        context.Terminal.WriteLine(page);
        return ExitCode.Done;
    }

    /// <summary>Draws the page of a table that was just made, and says what it answers.</summary>
    public static void Write(CommandContext context, StudyFolder folder, StudyTable table)
    {
        StudyReport report = ReportOf(folder, table);
        context.Terminal.WriteLine(report.Write(folder.FullPath));
        context.Terminal.Note(report.Summary.Sentence);
    }

    // The page does not say where it lies: moved or copied, it stays true.
    private static StudyReport ReportOf(StudyFolder folder, StudyTable table) =>
        StudyReport.Of(folder.Plan, table, new StudyReportOptions { Command = $"{Tool.Name} study report {Path.GetFileName(folder.FullPath)}" });
}
