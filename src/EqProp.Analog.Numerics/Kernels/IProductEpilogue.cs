using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Kernels;

/// <summary>
/// What happens to each entry of a sum of products while it is still in a register: where the sum starts and what
/// becomes of it. A state update fused in here touches each state once.
/// </summary>
/// <typeparam name="V">Lane.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
public interface IProductEpilogue<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged
{
    /// <summary>Value that the sum starts from.</summary>
    /// <param name="row">Row of the entries.</param>
    /// <param name="column">Column of the first of them.</param>
    /// <returns>The start.</returns>
    V Start(int row, int column);

    /// <summary>Takes the finished sum.</summary>
    /// <param name="row">Row of the entries.</param>
    /// <param name="column">Column of the first of them.</param>
    /// <param name="sum">Start plus all products.</param>
    void Finish(int row, int column, V sum);
}
