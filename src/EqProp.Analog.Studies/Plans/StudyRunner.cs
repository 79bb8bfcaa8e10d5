using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Designs;
using EqProp.Analog.Studies.Shards;
using EqProp.Analog.Studies.Tables;
using EqProp.Analog.Studies.Trials;

namespace EqProp.Analog.Studies.Plans;

/// <summary>Runs studies on this machine: the short way for an objective of one's own.</summary>
public static class StudyRunner
{
    /// <summary>Plans and runs a study in memory.</summary>
    /// <param name="study">The study.</param>
    /// <param name="trial">What is done with each chip.</param>
    /// <param name="options">Threads, ...; the usual ones if left out. Results do not depend on it.</param>
    /// <returns>The table.</returns>
    /// <exception cref="InputException">The study is wrong, or its points cannot be tried so.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static StudyTable Run(Study study, ITrial trial, ShardOptions? options = null)
    {
        options ??= new();
        StudyPlan plan = Planner.Make(study, trial, new() { Threads = options.Threads, Cancellation = options.Cancellation });
        var tally = new ShardTally(0, (int)plan.Trials, [], options.Progress);
        IReadOnlyList<PacketResult> packets = new PacketRunner(plan, trial, options.Threads)
            .Run(0, plan.Packets, new Dictionary<int, PacketResult>(), tally.Add, options.Cancellation);
        return TableBuilder.Build(plan, packets);
    }

    /// <summary>Runs every shard of a study that is not done and that nobody else runs, one after another.</summary>
    /// <param name="folder">The study.</param>
    /// <param name="trial">What is done with each chip: what the plan was made with.</param>
    /// <param name="options">Threads, ...; the usual ones if left out.</param>
    /// <exception cref="InputException">Another process runs a shard, the folder has results of another plan, or files cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was stopped; packets that are done are kept.</exception>
    public static void Resume(StudyFolder folder, ITrial trial, ShardOptions? options = null)
    {
        InputException? busy = null;
        for (int shard = 0; shard < folder.Plan.Layout.Shards; shard++)
        {
            try
            {
                ShardRunner.Run(folder, shard, trial, options);
            }
            catch (InputException held) when (held.Violations[0].Code == "shard.busy")
            {
                busy ??= held;
            }
        }

        if (busy is not null)
        {
            throw busy;
        }
    }
}
