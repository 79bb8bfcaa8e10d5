using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using EqProp.Analog.Studies.Plans;
using EqProp.Analog.Studies.Trials;

namespace EqProp.Analog.Studies.Shards;

/// <summary>Runs the packets of a shard that are still missing, several at once; those of a point with a stop rule one after another.</summary>
/// <param name="plan">The plan.</param>
/// <param name="trial">What is done with each chip.</param>
/// <param name="threads">Packets that run at once.</param>
internal sealed class PacketRunner(StudyPlan plan, ITrial trial, int threads)
{
    private readonly StopRule _rule = new(plan);
    private readonly PointCache _points = new(plan);

    /// <summary>Runs packets.</summary>
    /// <param name="first">The first packet.</param>
    /// <param name="end">The one after the last.</param>
    /// <param name="known">Packets that are done.</param>
    /// <param name="keep">Called with each that finishes; by several threads.</param>
    /// <param name="stop">Stops.</param>
    /// <returns>The packets that count, in order.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public IReadOnlyList<PacketResult> Run(int first, int end, IReadOnlyDictionary<int, PacketResult> known, Action<PacketResult> keep, CancellationToken stop)
    {
        int unit = plan.IsSequential ? plan.PacketsPerPoint : 1;
        var results = new PacketResult?[end - first];
        foreach ((int packet, PacketResult result) in known)
        {
            results[packet - first] = result;
        }

        IEnumerable<int> units = Enumerable.Range(0, (end - first) / unit).Where(u => Array.IndexOf(results, null, u * unit, unit) >= 0);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = stop };
        try
        {
            Parallel.ForEach(Partitioner.Create(units, EnumerablePartitionerOptions.NoBuffering), parallel, (u, state) =>
                RunUnit(results.AsMemory(u * unit, unit), first + u * unit, keep, state, stop));
        }
        catch (AggregateException several)
        {
            ExceptionDispatchInfo.Throw(First(several.Flatten().InnerExceptions));
        }

        stop.ThrowIfCancellationRequested();
        return Counted(results, unit);
    }

    // The failure that stopped the others, rather than that they were stopped.
    private static Exception First(IReadOnlyList<Exception> all) => all.FirstOrDefault(one => one is not OperationCanceledException) ?? all[0];

    private void RunUnit(Memory<PacketResult?> results, int first, Action<PacketResult> keep, ParallelLoopState state, CancellationToken stop)
    {
        for (int i = 0; i < results.Length && !state.ShouldExitCurrentIteration; i++)
        {
            if (results.Span[i] is null)
            {
                _rule.Count(results[..i].ToArray()!, out bool isEnough);
                if (isEnough)
                {
                    return;
                }

                PacketResult result = Run(plan.PacketAt(first + i), stop);
                keep(result);
                results.Span[i] = result;
            }
        }
    }

    private PacketResult Run(Packet packet, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        TrialSeeds[] seeds = [.. Enumerable.Range(packet.First, packet.Trials).Select(sample => plan.SeedsOf(packet.Point, sample))];
        IReadOnlyList<TrialOutcome> outcomes = _points.Use(packet.Point, point => trial.Run(point, seeds, stop));
        return outcomes.Count == seeds.Length && outcomes.All(outcome => outcome.Values.Count == plan.Measures.Count)
            ? new(packet.Index, outcomes)
            : throw new InvalidOperationException($"A trial of {seeds.Length} chips and {plan.Measures.Count} measures gave {outcomes.Count} outcomes, or not that many numbers.");
    }

    private List<PacketResult> Counted(PacketResult?[] results, int unit)
    {
        List<PacketResult> counted = [];
        for (int from = 0; from < results.Length; from += unit)
        {
            PacketResult[] there = [.. results.Skip(from).Take(unit).TakeWhile(result => result is not null).Select(result => result!)];
            counted.AddRange(there.Take(_rule.Count(there, out _)));
        }

        return counted;
    }
}
