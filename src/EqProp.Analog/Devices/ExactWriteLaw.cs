using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Devices;

/// <summary>A write makes the change that was asked for.</summary>
internal readonly struct ExactWriteLaw<V, T> : IPulseLaw<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static bool Counts => false;

    public static bool Errs => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Up(V value, V low, V high) => V.Constant(1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Down(V value, V low, V high) => V.Constant(1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Error(V value) => V.Constant(0);
}
