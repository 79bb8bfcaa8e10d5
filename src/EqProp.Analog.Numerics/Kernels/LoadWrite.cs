using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Kernels;

/// <summary>
/// w &lt;- clip(w + sign(w) (row term + column term)) where a weight may change. Products and their sum are rounded one by one, so
/// that a symmetric matrix stays symmetric.
/// </summary>
internal readonly unsafe struct LoadWrite<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly BatchMatrix<T> _weights;
    private readonly BatchMatrix<T>? _plastic;
    private readonly LoadTerms<T> _loads;

    public LoadWrite(BatchMatrix<T> weights, BatchMatrix<T>? plastic, LoadTerms<T> loads)
    {
        _weights = weights;
        _plastic = plastic;
        _loads = loads;
    }

    /// <summary>Writes one row between bounds; infinite ones where another write follows that clips.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Write(int row, T minimum, T maximum)
    {
        V low = V.Broadcast(minimum), high = V.Broadcast(maximum), zero = V.Constant(0);
        V rowTerm = _loads.Rows is { } rows ? V.Broadcast(_loads.RowScale * rows.Pointer[row]) : zero;
        V scale = V.Broadcast(_loads.ColumnScale);
        T* columns = _loads.Columns is { } matrix ? matrix.Pointer : null;
        T* weights = _weights.Pointer + (nint)row * _weights.Stride;
        T* plastic = _plastic is null ? null : _plastic.Pointer + (nint)row * _plastic.Stride;
        for (int column = 0; column < _weights.PaddedColumns; column += V.Count)
        {
            V weight = V.Load(weights + column);
            V change = columns == null ? rowTerm : rowTerm + scale * V.Load(columns + column);
            V written = V.Max(low, V.Min(high, weight + V.SelectLess(weight, zero, zero - change, change)));
            V.Store(weights + column, plastic == null ? written : V.SelectLess(zero, V.Load(plastic + column), written, weight));
        }
    }
}
