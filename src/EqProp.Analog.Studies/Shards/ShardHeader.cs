namespace EqProp.Analog.Studies.Shards;

/// <summary>The first line of a file of results: whose they are.</summary>
/// <param name="Plan">Hash of the plan.</param>
/// <param name="Shard">Number of the shard.</param>
/// <param name="Shards">Shards of the plan.</param>
/// <param name="PacketTrials">Most trials of a packet.</param>
internal sealed record ShardHeader(string Plan, int Shard, int Shards, int PacketTrials);
