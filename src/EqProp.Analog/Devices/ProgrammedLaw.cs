using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Devices;

/// <summary>A write that is verified by reading leaves an error of the standard deviation full (c0 + c1 g + c2 g^2 + ...), with g = |w| / full.</summary>
internal readonly struct ProgrammedLaw<V, T>(IReadOnlyList<double> coefficients, double full) : IPulseLaw<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _coefficients = [.. coefficients.Reverse().Select(T.CreateTruncating)];
    private readonly V _full = V.Constant(full);
    private readonly V _inverse = V.Constant(1 / full);

    public static bool Counts => false;

    public static bool Errs => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Up(V value, V low, V high) => V.Constant(1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Down(V value, V low, V high) => V.Constant(1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Error(V value)
    {
        V conductance = V.Min(V.Constant(1), V.Abs(value) * _inverse), sum = V.Constant(0);
        foreach (T coefficient in _coefficients)
        {
            sum = V.MultiplyAdd(sum, conductance, V.Broadcast(coefficient));
        }

        return V.Max(V.Constant(0), sum) * _full;
    }
}
