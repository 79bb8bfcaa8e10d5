using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>w &lt;- clip(w + scale contrast) where a weight may change, for one block of chips.</summary>
internal readonly unsafe struct EnsembleWrite<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T* _weights;
    private readonly T* _plastic;
    private readonly V _scale;
    private readonly V _minimum;
    private readonly V _maximum;

    public EnsembleWrite(TiledWeights<T> weights, TiledWeights<T>? plastic, WriteRule<T> rule, int block, nint first)
    {
        _weights = weights.Values.Block(block) + first;
        _plastic = plastic is null ? null : plastic.Values.Block(block) + first;
        _scale = V.Broadcast(rule.Scale);
        _minimum = V.Broadcast(rule.Minimum);
        _maximum = V.Broadcast(rule.Maximum);
    }

    /// <summary>Writes one weight of all chips of the block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(nint at, V contrast)
    {
        V weight = V.Load(_weights + at);
        V written = V.Max(_minimum, V.Min(_maximum, V.MultiplyAdd(_scale, contrast, weight)));
        V.Store(_weights + at, _plastic == null ? written : V.SelectLess(V.Constant(0), V.Load(_plastic + at), written, weight));
    }
}
