namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>What a step is for each chip of a block: a register each.</summary>
internal unsafe struct ChipSteps<T>
    where T : unmanaged
{
    /// <summary>Length of the step in nominal steps.</summary>
    public T* Length;

    /// <summary>1 where the step counts, 0 where the chip stays as it is.</summary>
    public T* Accepted;

    /// <summary>Largest |change| in a nominal step; infinite where a change is not finite.</summary>
    public T* LargestMove;

    /// <summary>Largest error over the tolerance; infinite where an error is not finite.</summary>
    public T* LargestError;
}
