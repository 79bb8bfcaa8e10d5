namespace EqProp.Analog.Studies.Plans;

/// <summary>Some trials of one point that run together.</summary>
/// <param name="Index">Number of the packet in its plan, from 0.</param>
/// <param name="Point">Number of the point.</param>
/// <param name="First">Number of the first trial at its point.</param>
/// <param name="Trials">How many there are.</param>
public readonly record struct Packet(int Index, int Point, int First, int Trials);
