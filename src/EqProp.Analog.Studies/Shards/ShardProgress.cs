namespace EqProp.Analog.Studies.Shards;

/// <summary>How far a shard is.</summary>
/// <param name="Shard">Number of the shard.</param>
/// <param name="Done">Trials that are done.</param>
/// <param name="Trials">Trials of the shard; a stop rule may leave some out.</param>
/// <param name="Failed">Chips that failed, of those done.</param>
/// <param name="Kept">Trials that an earlier run had done.</param>
public readonly record struct ShardProgress(int Shard, int Done, int Trials, int Failed, int Kept);
