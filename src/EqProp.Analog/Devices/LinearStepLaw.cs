using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Devices;

/// <summary>
/// Steps that fall linearly on the way to a bound b: 1 - slope w / b, with w and b from the centre of the range. A slope of 0 gives constant steps, of 1
/// soft bounds.
/// </summary>
internal readonly struct LinearStepLaw<V, T>(double slopeUp, double slopeDown, double centre) : IPulseLaw<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly V _up = V.Constant(slopeUp);
    private readonly V _down = V.Constant(slopeDown);
    private readonly V _centre = V.Constant(centre);

    public static bool Counts => true;

    public static bool Errs => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Up(V value, V low, V high) => V.Max(V.Constant(0), V.Constant(1) - _up * (value - _centre) / (high - _centre));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Down(V value, V low, V high) => V.Max(V.Constant(0), V.Constant(1) - _down * (value - _centre) / (low - _centre));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Error(V value) => V.Constant(0);
}
