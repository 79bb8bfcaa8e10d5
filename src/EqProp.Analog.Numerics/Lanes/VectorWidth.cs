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
