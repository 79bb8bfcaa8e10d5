using System.Globalization;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Simulation;
using EqProp.Analog.Studies.Plans;

namespace EqProp.Analog.Cli.Options;

/// <summary><c>--threads N</c> of studies: those that a batch system allots, if not given. Results do not depend on it.</summary>
internal sealed class ShardThreadsOption : WholeNumberOption
{
    private const string Task = "SLURM_CPUS_PER_TASK";
    private const string Node = "SLURM_CPUS_ON_NODE";

    public ShardThreadsOption()
        : base("--threads", 1) =>
        Description = $"Threads to use; results do not depend on it. {Task} or {Node} in a job of Slurm if not given, else all processors.";

    /// <summary>How many threads.</summary>
    public int CountIn(CommandContext context) =>
        context.Get(this) ?? Number(context, Task) ?? Number(context, Node) ?? Environment.ProcessorCount;

    /// <summary>How each packet uses the machine: threads that packets leave idle go to the chips of one.</summary>
    /// <param name="context">The invocation.</param>
    /// <param name="plan">The plan; null before there is one.</param>
    public SimulationOptions SimulationIn(CommandContext context, StudyPlan? plan)
    {
        int threads = CountIn(context);
        int atOnce = plan is null ? threads : (plan.IsSequential ? plan.Points.Count : plan.Packets) / plan.Layout.Shards;
        return new() { Threads = Math.Max(1, threads / Math.Clamp(atOnce, 1, threads)), Width = ThreadsOption.WidthIn(context).Width };
    }

    private static int? Number(CommandContext context, string variable) =>
        int.TryParse(context.Host.Variable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0 ? number : null;
}
