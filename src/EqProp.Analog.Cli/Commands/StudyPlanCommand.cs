using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Cli.Options;
using EqProp.Analog.Studies.Plans;
using EqProp.Analog.Studies.Shards;

namespace EqProp.Analog.Cli.Commands;

/// <summary><c>eqprop study plan</c>: checks every point of a study, and writes down what each shard is to do.</summary>
internal sealed class StudyPlanCommand : ToolCommand
{
    private readonly StudyInput _study;
    private readonly ShardThreadsOption _threads = new();
    private readonly DataOption _data = new();

    public StudyPlanCommand()
        : base("plan", "Check every point of a study and write its plan, for shards that run anywhere.")
    {
        _study = new StudyInput(this);
        Add(_threads);
        Add(_data);
    }

    protected override int Run(CommandContext context)
    {
        using StopSignal stop = context.Host.ListenForStop();
        StudyFolder folder = _study.Plan(context, _threads, _data, stop.Token);
        context.Terminal.WriteLine(Headline(folder.Plan));
        context.Terminal.Note($"plan {folder.Plan.Hash[..12]} in {folder.FullPath}; run it here with: eqprop study resume {folder.FullPath}");
        return ExitCode.Done;
    }

    /// <summary>A line about a plan.</summary>
    public static string Headline(StudyPlan plan) =>
        $"{plan.Description.Name}: {Counted(plan.Points.Count, "point")}, {Counted(plan.Trials, "chip")} in {Counted(plan.Packets, "packet")}, {Counted(plan.Layout.Shards, "shard")}";

    private static string Counted(long count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
