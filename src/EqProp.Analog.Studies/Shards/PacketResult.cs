using EqProp.Analog.Studies.Trials;

namespace EqProp.Analog.Studies.Shards;

/// <summary>What came of a packet.</summary>
/// <param name="Packet">Number of the packet in its plan.</param>
/// <param name="Outcomes">One outcome a trial, in order.</param>
public sealed record PacketResult(int Packet, IReadOnlyList<TrialOutcome> Outcomes);
