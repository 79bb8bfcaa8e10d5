using System.Runtime.Intrinsics;

namespace EqProp.Analog.Numerics.Lanes;

/// <summary>The register widths that kernels come in.</summary>
public enum VectorWidth
{
    /// <summary>One number at a time.</summary>
    Scalar = 0,

    /// <summary>128-bit registers.</summary>
    Bits128 = 128,

    /// <summary>256-bit registers (AVX2).</summary>
    Bits256 = 256,

    /// <summary>512-bit registers (AVX-512).</summary>
    Bits512 = 512,
}

/// <summary>Which register width this process uses.</summary>
public static class VectorWidthSelection
{
    /// <summary>
    /// The widest width that the runtime calls accelerated. Not every processor that has 512-bit instructions is fast
    /// with them, and the runtime knows those.
    /// </summary>
    public static VectorWidth Widest =>
        Vector512.IsHardwareAccelerated ? VectorWidth.Bits512
        : Vector256.IsHardwareAccelerated ? VectorWidth.Bits256
        : Vector128.IsHardwareAccelerated ? VectorWidth.Bits128
        : VectorWidth.Scalar;
}
