using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Functions;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Benchmarks;

/// <summary>The leaky neuron of the ensembles: tau x' = net - leak x, others see tanh x.</summary>
internal readonly struct TanhNeuron<V, T> : IStateEquation<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static bool OutputIsState => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Output(V x) => Elementary<V, T>.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Rate(V x, V y, V net, V leak) => net - leak * x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Observed(V x, V y) => y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Project(V x) => x;
}
