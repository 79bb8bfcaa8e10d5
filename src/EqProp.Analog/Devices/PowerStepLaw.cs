using System.Numerics;
using EqProp.Analog.Numerics.Functions;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Devices;

/// <summary>Steps that are a power of the distance from the bound ahead over the range.</summary>
internal readonly struct PowerStepLaw<V, T>(double powerUp, double powerDown) : IPulseLaw<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Smaller distances count as this one: the logarithm of zero has no product with a power of zero.
    private const double Nearest = 1e-30;

    private readonly V _up = V.Constant(powerUp);
    private readonly V _down = V.Constant(powerDown);

    public static bool Counts => true;

    public static bool Errs => false;

    public V Up(V value, V low, V high) => Power((high - value) / (high - low), _up);

    public V Down(V value, V low, V high) => Power((value - low) / (high - low), _down);

    public V Error(V value) => V.Constant(0);

    private static V Power(V distance, V power) =>
        Elementary<V, T>.ExpOfNonPositive(power * Elementary<V, T>.Log(V.Max(V.Constant(Nearest), V.Min(V.Constant(1), distance))));
}
