using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Numerics.Functions;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Devices;

/// <summary>Steps that fall exponentially on the way to a bound b: 1 - amplitude exp(exponent w / b), with w and b from the centre of the range; none below zero.</summary>
internal readonly struct ExponentialStepLaw<V, T>(SynapseDeviceBlock block, double centre) : IPulseLaw<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly V _exponentUp = V.Constant(block.ExponentUp ?? 1);
    private readonly V _exponentDown = V.Constant(block.ExponentDown ?? 1);
    private readonly V _amplitudeUp = V.Constant(block.AmplitudeUp ?? Math.Exp(-(block.ExponentUp ?? 1)));
    private readonly V _amplitudeDown = V.Constant(block.AmplitudeDown ?? Math.Exp(-(block.ExponentDown ?? 1)));
    private readonly V _centre = V.Constant(centre);

    public static bool Counts => true;

    public static bool Errs => false;

    public V Up(V value, V low, V high) => Step(_amplitudeUp, _exponentUp, (value - _centre) / (high - _centre));

    public V Down(V value, V low, V high) => Step(_amplitudeDown, _exponentDown, (value - _centre) / (low - _centre));

    public V Error(V value) => V.Constant(0);

    private static V Step(V amplitude, V exponent, V place) =>
        V.Max(V.Constant(0), V.Constant(1) - amplitude * Elementary<V, T>.Exp(exponent * place));
}
