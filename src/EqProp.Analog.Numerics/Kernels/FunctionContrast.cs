using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Kernels;

/// <summary>Sums the change of a function between two held phases over the examples, state by state.</summary>
/// <typeparam name="T">float or double.</typeparam>
public abstract class FunctionContrast<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>sums(state) = sum over examples, in their order, of f(plus) - f(minus).</summary>
    /// <param name="rows">Examples.</param>
    /// <param name="plus">[examples x states].</param>
    /// <param name="minus">[examples x states].</param>
    /// <param name="sums">[1 x states]; overwritten.</param>
    public abstract void Sum(int rows, BatchMatrix<T> plus, BatchMatrix<T> minus, BatchMatrix<T> sums);
}

/// <summary>A <see cref="FunctionContrast{T}"/> for one lane and one function.</summary>
/// <typeparam name="V">Lane.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="F">The function.</typeparam>
/// <param name="function">The function with its constants.</param>
public sealed unsafe class FunctionContrast<V, T, F>(F function) : FunctionContrast<T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where F : struct, IStateFunction<V, T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Sum(int rows, BatchMatrix<T> plus, BatchMatrix<T> minus, BatchMatrix<T> sums)
    {
        F f = function;
        for (int column = 0; column < sums.PaddedColumns; column += V.Count)
        {
            V sum = V.Constant(0);
            for (int row = 0; row < rows; row++)
            {
                V held = f.Evaluate(V.Load(plus.Pointer + (nint)row * plus.Stride + column));
                sum += held - f.Evaluate(V.Load(minus.Pointer + (nint)row * minus.Stride + column));
            }

            V.Store(sums.Pointer + column, sum);
        }
    }
}
