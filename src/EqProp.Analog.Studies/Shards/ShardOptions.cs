namespace EqProp.Analog.Studies.Shards;

/// <summary>How shards are run; results do not depend on it.</summary>
public sealed record ShardOptions
{
    /// <summary>Packets that run at once.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Called whenever a packet is done; by several threads, one at a time.</summary>
    public Action<ShardProgress>? Progress { get; init; }

    /// <summary>Called with what a user should know, such as a file that was damaged.</summary>
    public Action<string>? Notify { get; init; }

    /// <summary>Stops; packets that are done are kept.</summary>
    public CancellationToken Cancellation { get; init; }
}
