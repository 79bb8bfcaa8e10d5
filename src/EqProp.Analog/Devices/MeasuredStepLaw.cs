using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Devices;

/// <summary>
/// Steps as measured, over the mean step: between 33 evenly spaced places of the range by straight lines, which are sums of max(0, place - knot), so
/// that no lane has to look up a number of its own.
/// </summary>
internal readonly struct MeasuredStepLaw<V, T> : IPulseLaw<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Pieces = 32;

    private readonly T[] _up;
    private readonly T[] _down;

    public MeasuredStepLaw(MeasuredSteps steps)
    {
        _up = Hinges(steps.Up, steps.Middle);
        _down = Hinges(steps.Down, steps.Middle);
    }

    public static bool Counts => true;

    public static bool Errs => false;

    public V Up(V value, V low, V high) => At(_up, (value - low) / (high - low));

    public V Down(V value, V low, V high) => At(_down, (value - low) / (high - low));

    public V Error(V value) => V.Constant(0);

    private static V At(T[] hinges, V place)
    {
        V sum = V.Broadcast(hinges[0]);
        for (int piece = 0; piece < Pieces; piece++)
        {
            sum = V.MultiplyAdd(V.Broadcast(hinges[piece + 1]), V.Max(V.Constant(0), place - V.Constant((double)piece / Pieces)), sum);
        }

        return V.Max(V.Constant(0), sum);
    }

    /// <summary>Value at zero, then the change of the slope at each knot.</summary>
    private static T[] Hinges(Func<double, double> step, double unit)
    {
        var hinges = new T[Pieces + 1];
        hinges[0] = T.CreateTruncating(step(0) / unit);
        double slope = 0;
        for (int piece = 0; piece < Pieces; piece++)
        {
            double next = Pieces * (step((piece + 1.0) / Pieces) - step((double)piece / Pieces)) / unit;
            hinges[piece + 1] = T.CreateTruncating(next - slope);
            slope = next;
        }

        return hinges;
    }
}
