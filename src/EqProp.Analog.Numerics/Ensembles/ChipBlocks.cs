using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>
/// How an ensemble of chips is cut into blocks: a block is one register of chips, and everything that belongs to it lies
/// together in memory, so that it stays in cache while the block relaxes.
/// </summary>
/// <param name="Chips">Chips of the ensemble.</param>
/// <param name="Lanes">Chips a block.</param>
public readonly record struct ChipBlocks(int Chips, int Lanes)
{
    /// <summary>Blocks; the last may have lanes without a chip.</summary>
    public int Count => (Chips + Lanes - 1) / Lanes;

    /// <summary>The blocks for a number format and a register width.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="chips">Chips of the ensemble.</param>
    /// <param name="width">Register width of the kernels.</param>
    /// <returns>The blocks.</returns>
    public static unsafe ChipBlocks For<T>(int chips, VectorWidth width)
        where T : unmanaged => new(chips, Math.Max(1, (int)width / (8 * sizeof(T))));
}
