namespace EqProp.Analog.Studies.Shards;

/// <summary>Counts what a shard has done, and tells. Safe for several threads.</summary>
internal sealed class ShardTally
{
    private readonly int _shard;
    private readonly int _trials;
    private readonly int _kept;
    private readonly Action<ShardProgress>? _progress;
    private readonly Lock _one = new();
    private int _done;
    private int _failed;

    public ShardTally(int shard, int trials, IEnumerable<PacketResult> known, Action<ShardProgress>? progress)
    {
        _shard = shard;
        _trials = trials;
        _progress = progress;
        foreach (PacketResult packet in known)
        {
            Count(packet);
        }

        _kept = _done;
        Tell();
    }

    /// <summary>Counts a packet.</summary>
    public void Add(PacketResult packet)
    {
        lock (_one)
        {
            Count(packet);
            Tell();
        }
    }

    private void Count(PacketResult packet)
    {
        _done += packet.Outcomes.Count;
        _failed += packet.Outcomes.Count(outcome => outcome.Failure is not null);
    }

    private void Tell() => _progress?.Invoke(new(_shard, _done, _trials, _failed, _kept));
}
