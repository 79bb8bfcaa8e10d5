using System.Globalization;
using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Plans;

namespace EqProp.Analog.Studies.Shards;

/// <summary>How far a study is, told from the files in its folder alone.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Shards">Every shard, in order.</param>
public sealed record StudyStatus(StudyPlan Plan, IReadOnlyList<ShardStatus> Shards)
{
    /// <summary>Whether every shard is done.</summary>
    public bool IsDone => Shards.All(shard => shard.State == ShardState.Done);

    /// <summary>Trials whose outcomes are there.</summary>
    public long TrialsDone => Shards.Sum(shard => (long)shard.TrialsDone);

    /// <summary>Chips that failed.</summary>
    public long Failed => Shards.Sum(shard => (long)shard.Failed);

    /// <summary>Packets whose results are there.</summary>
    public int PacketsDone => Shards.Sum(shard => shard.PacketsDone);

    /// <summary>Looks at the files of a study.</summary>
    /// <param name="folder">The study.</param>
    /// <returns>How far it is.</returns>
    /// <exception cref="InputException">Results belong to another plan, or files cannot be read.</exception>
    public static StudyStatus Of(StudyFolder folder)
    {
        ILookup<int, string> files = folder.AllResults();
        return new(folder.Plan, [.. Enumerable.Range(0, folder.Plan.Layout.Shards).Select(shard => Of(folder, shard, [.. files[shard]]))]);
    }

    /// <summary>How many shards are in a state.</summary>
    /// <param name="state">The state.</param>
    /// <returns>Their number.</returns>
    public int Count(ShardState state) => Shards.Count(shard => shard.State == state);

    private static ShardStatus Of(StudyFolder folder, int shard, string[] files)
    {
        Dictionary<int, PacketResult> packets = [];
        List<string> damage = [];
        bool isDone = false;
        foreach (string file in files.Where(file => StudyFolder.IsResult(file) || StudyFolder.IsJournal(file)))
        {
            ShardContent content;
            try
            {
                content = ShardFile.Read(file, folder.Plan, shard);
            }
            catch (InputException) when (!File.Exists(file))
            {
                // A journal goes away when its shard is done.
                continue;
            }

            isDone |= content.IsWhole;
            if (content.Damage is not null || (StudyFolder.IsResult(file) && !content.IsWhole))
            {
                damage.Add(file);
                continue;
            }

            foreach (PacketResult packet in content.Packets)
            {
                packets[packet.Packet] = packet;
            }
        }

        (int first, int end) = folder.Plan.PacketsOf(shard);
        ClaimRecord? holder = isDone ? null : ShardClaim.Holder(folder.ClaimOf(shard));
        ShardState state = isDone ? ShardState.Done
            : holder is null ? ShardState.Missing
            : ShardClaim.IsHeld(folder.ClaimOf(shard), holder) ? ShardState.Running
            : ShardState.Stale;
        return new(
            shard, state, packets.Count, end - first, packets.Values.Sum(packet => packet.Outcomes.Count),
            packets.Values.Sum(packet => packet.Outcomes.Count(outcome => outcome.Failure is not null)),
            holder is null ? null : string.Create(CultureInfo.InvariantCulture, $"{holder.Host}:{holder.Pid}"), damage);
    }
}
