using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Kernels;

/// <summary>w &lt;- clip(w + scale contrast) where a weight may change, where the contrast arrives as a finished sum.</summary>
internal readonly unsafe struct WeightWrite<V, T> : IProductEpilogue<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T* _weights;
    private readonly T* _plastic;
    private readonly nint _stride;
    private readonly V _scale;
    private readonly V _minimum;
    private readonly V _maximum;

    public WeightWrite(BatchMatrix<T> weights, BatchMatrix<T>? plastic, WriteRule<T> rule, int firstRow)
    {
        _stride = weights.Stride;
        _weights = weights.Pointer + firstRow * _stride;
        _plastic = plastic is null ? null : plastic.Pointer + firstRow * _stride;
        _scale = V.Broadcast(rule.Scale);
        _minimum = V.Broadcast(rule.Minimum);
        _maximum = V.Broadcast(rule.Maximum);
        Columns = weights.PaddedColumns;
    }

    public int Columns { get; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Start(int row, int column) => V.Constant(0);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Finish(int row, int column, int rows, int lanes, V* sums, nint stride)
    {
        WeightWrite<V, T> rule = this;
        for (int i = 0; i < rows; i++)
        {
            T* weights = At(row + i, column);
            for (int lane = 0; lane < lanes; lane++)
            {
                rule.Write(weights + lane * V.Count, sums[i * stride + lane]);
            }
        }
    }

    /// <summary>Writes one row of weights from contrasts that lie in memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void WriteRow(int row, T* contrasts)
    {
        WeightWrite<V, T> rule = this;
        T* weights = rule.At(row, 0);
        for (int column = 0; column < Columns; column += V.Count)
        {
            rule.Write(weights + column, V.Load(contrasts + column));
        }
    }

    /// <summary>Where a weight is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T* At(int row, int column) => _weights + row * _stride + column;

    /// <summary>Writes the weights of one register.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(T* at, V contrast)
    {
        V weight = V.Load(at);
        V written = V.Max(_minimum, V.Min(_maximum, V.MultiplyAdd(_scale, contrast, weight)));
        V.Store(at, _plastic == null ? written : V.SelectLess(V.Constant(0), V.Load(_plastic + (at - _weights)), written, weight));
    }
}
