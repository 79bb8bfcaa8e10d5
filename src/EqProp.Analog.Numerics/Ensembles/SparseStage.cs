namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>Where a stage of a step reads and writes, for one block of chips.</summary>
internal unsafe struct SparseStage<T>
    where T : unmanaged
{
    /// <summary>Number of the stage, and of its slopes.</summary>
    public int Index;

    /// <summary>Whether slopes lead to a further stage; they are judged otherwise.</summary>
    public bool LeadsOn;

    /// <summary>Outputs of all groups at this stage.</summary>
    public T* Seen;

    /// <summary>Outputs of all groups at the next stage.</summary>
    public T* Next;

    /// <summary>Coefficients of slopes 0 to this stage's: of the next stage, or of the error.</summary>
    public T* Coefficients;
}
