using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Kernels;

/// <summary>w &lt;- clip(w + scale contrast plastic), where the contrast arrives as a finished sum.</summary>
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Finish(int row, int column, V sum)
    {
        nint at = row * _stride + column;
        V contrast = _plastic == null ? sum : sum * V.Load(_plastic + at);
        V moved = V.MultiplyAdd(_scale, contrast, V.Load(_weights + at));
        V.Store(_weights + at, V.Max(_minimum, V.Min(_maximum, moved)));
    }
}
