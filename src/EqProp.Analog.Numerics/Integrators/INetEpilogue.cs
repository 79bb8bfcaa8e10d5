using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Integrators;

/// <summary>A step that takes finished weighted sums and can be told where those sums start.</summary>
internal unsafe interface INetEpilogue<V, T> : IProductEpilogue<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged
{
    /// <summary>Where the weighted sums start, [examples x states].</summary>
    T* Drive { get; set; }
}
