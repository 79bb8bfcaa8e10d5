using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Cli.Options;
using EqProp.Analog.Studies.Shards;

namespace EqProp.Analog.Cli.Commands;

/// <summary><c>eqprop study run</c>: plans a study, runs all of it here, and makes its table. Run again, it goes on.</summary>
internal sealed class StudyRunCommand : ToolCommand
{
    private readonly StudyInput _study;
    private readonly ShardThreadsOption _threads = new();
    private readonly DataOption _data = new();

    public StudyRunCommand()
        : base("run", "Plan a study, run all of it here, and make its table and report; the same command goes on with one that was stopped.")
    {
        _study = new StudyInput(this);
        Add(_threads);
        Add(_data);
    }

    protected override int Run(CommandContext context)
    {
        using StopSignal stop = context.Host.ListenForStop();
        StudyFolder folder;
        try
        {
            folder = _study.Plan(context, _threads, _data, stop.Token);
        }
        catch (OperationCanceledException)
        {
            return StudyWatch.CodeOf(stop);
        }

        context.Terminal.Note(StudyPlanCommand.Headline(folder.Plan));
        return StudyResumeCommand.RunAll(context, folder, _threads, _data, stop);
    }
}
