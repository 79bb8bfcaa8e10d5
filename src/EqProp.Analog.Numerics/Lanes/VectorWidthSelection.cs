using System.Runtime.Intrinsics;

namespace EqProp.Analog.Numerics.Lanes;

/// <summary>Which register width kernels use, and why.</summary>
/// <param name="Width">The width.</param>
/// <param name="Reason">Why this one.</param>
public sealed record VectorWidthSelection(VectorWidth Width, string Reason)
{
    /// <summary>Environment variable that asks for a width: scalar, 128, 256, 512, or 512-software.</summary>
    public const string Variable = "EQPROP_VECTOR_WIDTH";

    private const string Software512 = "512-software";

    /// <summary>
    /// The widest width that the runtime calls accelerated. Not every processor that has 512-bit instructions is fast
    /// with them, and the runtime knows those.
    /// </summary>
    public static VectorWidth Widest =>
        Vector512.IsHardwareAccelerated ? VectorWidth.Bits512
        : Vector256.IsHardwareAccelerated ? VectorWidth.Bits256
        : Vector128.IsHardwareAccelerated ? VectorWidth.Bits128
        : VectorWidth.Scalar;

    /// <summary>Whether the processor does a width in hardware, and fast.</summary>
    /// <param name="width">The width.</param>
    /// <returns>True for scalar on every machine.</returns>
    public static bool IsAccelerated(VectorWidth width) => width switch
    {
        VectorWidth.Bits512 => Vector512.IsHardwareAccelerated,
        VectorWidth.Bits256 => Vector256.IsHardwareAccelerated,
        VectorWidth.Bits128 => Vector128.IsHardwareAccelerated,
        _ => true,
    };

    /// <summary>Chooses a width.</summary>
    /// <param name="request">scalar, 128, 256, 512 or 512-software; null or empty takes the widest.</param>
    /// <returns>The choice with its reason.</returns>
    /// <exception cref="ArgumentException">The request is none of these, or the processor lacks it. Nothing is substituted.</exception>
    public static VectorWidthSelection Choose(string? request)
    {
        if (string.IsNullOrEmpty(request))
        {
            return new(Widest, "the widest that the runtime calls accelerated on this processor");
        }

        if (request == Software512)
        {
            return new(VectorWidth.Bits512, $"asked for with {Variable}={request}: 512-bit lanes, in software where the processor has none");
        }

        VectorWidth? asked = request switch
        {
            "scalar" => VectorWidth.Scalar,
            "128" => VectorWidth.Bits128,
            "256" => VectorWidth.Bits256,
            "512" => VectorWidth.Bits512,
            _ => null,
        };
        if (asked is not { } width)
        {
            throw new ArgumentException($"'{request}' is no vector width. Known: scalar, 128, 256, 512, {Software512}.", nameof(request));
        }

        return IsAccelerated(width)
            ? new(width, $"asked for with {Variable}={request}")
            : throw new ArgumentException($"This processor, or its runtime settings, have no fast {request}-bit vectors; the widest here is {Name(Widest)}.", nameof(request));
    }

    /// <summary>Short name of a width.</summary>
    /// <param name="width">The width.</param>
    /// <returns>"scalar" or the number of bits.</returns>
    public static string Name(VectorWidth width) =>
        width == VectorWidth.Scalar ? "scalar" : ((int)width).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
