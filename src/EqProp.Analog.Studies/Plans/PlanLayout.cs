namespace EqProp.Analog.Studies.Plans;

/// <summary>How the trials of a plan are packed and shared out. Results do not depend on it.</summary>
/// <param name="Shards">Parts that run apart from each other.</param>
/// <param name="PacketTrials">Most trials of a packet: what is kept, or lost, together.</param>
public sealed record PlanLayout(int Shards, int PacketTrials);
