using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>w &lt;- clip(w + scale contrast) where a weight may change, and what it then conducts, for one block of chips.</summary>
internal readonly unsafe struct EnsembleWrite<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T* _weights;
    private readonly T* _plastic;
    private readonly V _scale;
    private readonly V _minimum;
    private readonly V _maximum;

    private readonly T* _gain;
    private readonly T* _offset;
    private readonly T* _conducted;

    public EnsembleWrite(EnsembleMemory<T> memory, WriteRule<T> rule, int block, nint first)
    {
        T* Of(TiledWeights<T>? values) => values is null ? null : values.Values.Block(block) + first;
        _weights = Of(memory.Written);
        _plastic = Of(memory.Plastic);
        _gain = Of(memory.Gain);
        _offset = Of(memory.Offset);
        _conducted = Of(memory.Conducted);
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
        written = _plastic == null ? written : V.SelectLess(V.Constant(0), V.Load(_plastic + at), written, weight);
        V.Store(_weights + at, written);
        if (_conducted != null)
        {
            V gain = _gain == null ? V.Constant(1) : V.Load(_gain + at), offset = _offset == null ? V.Constant(0) : V.Load(_offset + at);
            V.Store(_conducted + at, V.MultiplyAdd(gain, written, offset));
        }
    }
}
