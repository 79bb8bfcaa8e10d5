using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Cli.Options;
using EqProp.Analog.Studies.Plans;
using EqProp.Analog.Studies.Shards;

namespace EqProp.Analog.Cli.Commands;

/// <summary><c>eqprop study resume</c>: runs here what is missing of a study, and makes its table.</summary>
internal sealed class StudyResumeCommand : ToolCommand
{
    private readonly StudyFolderArgument _folder = new();
    private readonly ShardThreadsOption _threads = new();
    private readonly DataOption _data = new();

    public StudyResumeCommand()
        : base("resume", "Run here what is missing of a study, and make its table and report.")
    {
        Add(_folder);
        Add(_threads);
        Add(_data);
    }

    protected override int Run(CommandContext context)
    {
        using StopSignal stop = context.Host.ListenForStop();
        return RunAll(context, StudyFolder.Open(context.Get(_folder)), _threads, _data, stop);
    }

    /// <summary>Runs all shards that are missing, then merges and reports.</summary>
    /// <returns>The exit code.</returns>
    public static int RunAll(CommandContext context, StudyFolder folder, ShardThreadsOption threads, DataOption data, StopSignal stop)
    {
        try
        {
            using (StudyWatch watch = new(context.Terminal, folder.Plan.Trials))
            {
                StudyRunner.Resume(folder, StudyInput.TrialOf(context, folder, threads, data), watch.Options(threads.CountIn(context), stop.Token));
            }

            StudyReportCommand.Write(context, folder, StudyMergeCommand.Merge(context, folder));
            return ExitCode.Done;
        }
        catch (OperationCanceledException)
        {
            context.Terminal.Note($"stopped; what is done is kept; go on with: eqprop study resume {folder.FullPath}");
            return StudyWatch.CodeOf(stop);
        }
    }
}
