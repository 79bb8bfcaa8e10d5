using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Devices;

/// <summary>Steps that are the same everywhere between the bounds.</summary>
internal readonly struct ConstantStepLaw<V, T> : IPulseLaw<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static bool Counts => true;

    public static bool Errs => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Up(V value, V low, V high) => V.Constant(1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Down(V value, V low, V high) => V.Constant(1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Error(V value) => V.Constant(0);
}
