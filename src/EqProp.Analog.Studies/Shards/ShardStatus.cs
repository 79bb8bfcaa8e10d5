namespace EqProp.Analog.Studies.Shards;

/// <summary>How it stands with a shard.</summary>
public enum ShardState
{
    /// <summary>Nobody runs it, and it is not done.</summary>
    Missing,

    /// <summary>A process runs it.</summary>
    Running,

    /// <summary>A process that ran it is gone.</summary>
    Stale,

    /// <summary>Its results are all there.</summary>
    Done,
}

/// <summary>How far a shard is, by its files.</summary>
/// <param name="Shard">Its number.</param>
/// <param name="State">How it stands.</param>
/// <param name="PacketsDone">Packets whose results are there.</param>
/// <param name="Packets">Packets that it has; a stop rule may leave some out.</param>
/// <param name="TrialsDone">Trials in them.</param>
/// <param name="Failed">Chips that failed.</param>
/// <param name="Holder">Who runs it, or ran it; null where nobody did.</param>
/// <param name="Damage">Files of it that are damaged; their work will be done again.</param>
public sealed record ShardStatus(
    int Shard, ShardState State, int PacketsDone, int Packets, int TrialsDone, int Failed, string? Holder, IReadOnlyList<string> Damage);
