namespace EqProp.Analog.Numerics.Kernels;

/// <summary>One term of a <see cref="DiagonalSum{V, T}"/>: entry i of a row grows by gain_i y_(i + shift).</summary>
internal unsafe struct DiagonalTerm<T>
    where T : unmanaged
{
    /// <summary>First row of y.</summary>
    public T* Source;

    /// <summary>Numbers between two rows of y.</summary>
    public nint SourceStride;

    /// <summary>Numbers in a row of y, padding included, at least a lane's; beyond them y counts as zero and is not read.</summary>
    public int SourceColumns;

    /// <summary>The gains, the same for all rows.</summary>
    public T* Gains;

    /// <summary>First entry that grows, a multiple of the lane's count.</summary>
    public int First;

    /// <summary>End of the entries that grow, a multiple of the lane's count.</summary>
    public int End;

    /// <summary>Where y begins to be seen.</summary>
    public int Shift;
}
