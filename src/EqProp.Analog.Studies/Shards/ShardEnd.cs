namespace EqProp.Analog.Studies.Shards;

/// <summary>The last line of the results of a shard that is done.</summary>
/// <param name="Packets">Packets above.</param>
/// <param name="Trials">Trials in them.</param>
internal sealed record ShardEnd(int Packets, int Trials);
