using System.CommandLine;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Cli.Options;
using EqProp.Analog.Studies.Plans;
using EqProp.Analog.Studies.Shards;

namespace EqProp.Analog.Cli.Commands;

/// <summary><c>eqprop study run-shard</c>: runs one shard, or what is missing of it.</summary>
internal sealed class StudyRunShardCommand : ToolCommand
{
    private readonly StudyFolderArgument _folder = new();

    private readonly Argument<string> _shard = new("shard")
    {
        Description = $"Number of the shard, from 0; '{ShardIndex.Auto}' for that of the task of a batch system ({string.Join(", ", ShardIndex.Variables.Select(one => one.Variable))}).",
    };

    private readonly ShardThreadsOption _threads = new();
    private readonly DataOption _data = new();

    public StudyRunShardCommand()
        : base("run-shard", "Run one shard of a study, or what is missing of it; it may be killed and run again.")
    {
        Add(_folder);
        Add(_shard);
        Add(_threads);
        Add(_data);
    }

    protected override int Run(CommandContext context)
    {
        using StopSignal stop = context.Host.ListenForStop();
        StudyFolder folder = StudyFolder.Open(context.Get(_folder));
        int shard = ShardIndex.Read(context.Get(_shard), context.Host.Variable);
        try
        {
            using StudyWatch watch = new(context.Terminal, TrialsOf(folder.Plan, shard));
            bool ran = ShardRunner.Run(folder, shard, StudyInput.TrialOf(context, folder, _threads, _data), watch.Options(_threads.CountIn(context), stop.Token));
            context.Terminal.Note(ran ? $"shard {shard} is done" : $"shard {shard} was done already");
            return ExitCode.Done;
        }
        catch (OperationCanceledException)
        {
            context.Terminal.Note($"stopped; what is done is kept: run the same command again to go on");
            return StudyWatch.CodeOf(stop);
        }
    }

    private static long TrialsOf(StudyPlan plan, int shard)
    {
        (int first, int end) = plan.PacketsOf(Math.Clamp(shard, 0, plan.Layout.Shards - 1));
        return Enumerable.Range(first, end - first).Sum(packet => (long)plan.PacketAt(packet).Trials);
    }
}
