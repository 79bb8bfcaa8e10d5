namespace EqProp.Analog.Numerics.Kernels;

/// <summary>
/// One matrix product A B of a sum of products. A is [rows x depth], B is [depth x columns] with consecutive columns in
/// consecutive memory. A may be used transposed: its strides say how far apart its rows and its depth are.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public unsafe struct ProductTerm<T>
    where T : unmanaged
{
    /// <summary>Element (0, 0) of A.</summary>
    public T* Left;

    /// <summary>Numbers between A(r, k) and A(r + 1, k).</summary>
    public nint LeftRowStride;

    /// <summary>Numbers between A(r, k) and A(r, k + 1).</summary>
    public nint LeftDepthStride;

    /// <summary>Element (0, 0) of B.</summary>
    public T* Right;

    /// <summary>Numbers between B(k, c) and B(k + 1, c).</summary>
    public nint RightDepthStride;

    /// <summary>Length of the sum.</summary>
    public int Depth;
}
