using EqProp.Analog.Benchmarks.Machine;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Benchmarks.Cases;

/// <summary>Who does a piece of work: our kernels at some width, or another library.</summary>
internal static class Contender
{
    public const string OpenBlas = "OpenBLAS";
    public const string MathNet = "MathNet";
    public const string Tensors = "TensorPrimitives";
    public const string System = "System";
    private const string OursPrefix = "ours ";
    private static readonly VectorWidth[] Widths = [VectorWidth.Scalar, VectorWidth.Bits128, VectorWidth.Bits256, VectorWidth.Bits512];

    /// <summary>Our kernels at each width that the processor does in hardware; in a smoke run at the widest.</summary>
    public static IEnumerable<string> Ours => (Smoke.IsOn ? [VectorWidthSelection.Widest] : Widths.Where(VectorWidthSelection.IsAccelerated)).Select(Named);

    /// <summary>Our kernels, and those of the named libraries that are on this machine.</summary>
    /// <param name="libraries">Names from above.</param>
    public static IEnumerable<string> OursAnd(params IEnumerable<string> libraries) =>
        Ours.Concat(libraries.Where(library => library != OpenBlas || Machine.OpenBlas.IsAvailable));

    /// <summary>Name of our kernels at a width.</summary>
    /// <param name="width">The width.</param>
    public static string Named(VectorWidth width) => OursPrefix + VectorWidthSelection.Name(width);

    /// <summary>The width of a name that <see cref="Named"/> gave; null for another library.</summary>
    /// <param name="contender">The name.</param>
    public static VectorWidth? Width(string contender) =>
        contender.StartsWith(OursPrefix, StringComparison.Ordinal) ? Widths.Single(width => Named(width) == contender) : null;
}
