using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Cli.Options;
using EqProp.Analog.Studies.Shards;
using EqProp.Analog.Studies.Tables;

namespace EqProp.Analog.Cli.Commands;

/// <summary><c>eqprop study merge</c>: makes the table out of the results of the shards.</summary>
internal sealed class StudyMergeCommand : ToolCommand
{
    private readonly StudyFolderArgument _folder = new();

    public StudyMergeCommand()
        : base("merge", "Make the table of a study out of the results of its shards.") =>
        Add(_folder);

    protected override int Run(CommandContext context)
    {
        Merge(context, StudyFolder.Open(context.Get(_folder)));
        return ExitCode.Done;
    }

    /// <summary>Writes the table, and says where.</summary>
    public static StudyTable Merge(CommandContext context, StudyFolder folder)
    {
        StudyTable table = StudyMerge.Run(folder);
        context.Terminal.Note($"{table.Rows} rows");
        context.Terminal.WriteLine(folder.PathOf(TableFiles.CsvName));
        return table;
    }
}
