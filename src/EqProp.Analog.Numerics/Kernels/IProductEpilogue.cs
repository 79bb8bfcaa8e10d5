using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Kernels;

/// <summary>
/// What happens to the entries of a sum of products while they are still in the innermost cache: where the sum starts and what
/// becomes of it. A state update fused in here touches each state once.
/// </summary>
/// <typeparam name="V">Lane.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
public unsafe interface IProductEpilogue<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged
{
    /// <summary>Value that the sum starts from.</summary>
    /// <param name="row">Row of the entries.</param>
    /// <param name="column">Column of the first of them.</param>
    /// <returns>The start.</returns>
    V Start(int row, int column);

    /// <summary>Takes a block of finished sums: a whole block, so that what is the same in all its rows is read once.</summary>
    /// <param name="row">First row.</param>
    /// <param name="column">First column.</param>
    /// <param name="rows">Rows of the block.</param>
    /// <param name="lanes">Bundles across the block.</param>
    /// <param name="sums">Start plus all products, [rows x lanes].</param>
    /// <param name="stride">Bundles between the sums of two rows.</param>
    void Finish(int row, int column, int rows, int lanes, V* sums, nint stride);
}
