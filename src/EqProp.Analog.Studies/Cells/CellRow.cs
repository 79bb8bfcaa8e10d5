namespace EqProp.Analog.Studies.Cells;

/// <summary>Cells whose neighbours are those before and behind them, along which a wave can run.</summary>
/// <param name="First">Index of the first of them among all cells.</param>
/// <param name="Count">How many.</param>
/// <param name="IsRing">Whether the last is the first one's neighbour.</param>
public sealed record CellRow(int First, int Count, bool IsRing);
