namespace EqProp.Analog.Numerics.Kernels;

/// <summary>Entries of a vector that are not zero.</summary>
internal readonly unsafe struct SparseList<T>(int count, int* indices, T* values)
    where T : unmanaged
{
    /// <summary>How many.</summary>
    public readonly int Count = count;

    /// <summary>Where they stand, ascending.</summary>
    public readonly int* Indices = indices;

    /// <summary>What they are.</summary>
    public readonly T* Values = values;
}
