namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>Intermediate numbers of one group for one block of chips.</summary>
internal unsafe struct GroupWorkspace<T>
    where T : unmanaged
{
    /// <summary>Weighted sums, with room for padded targets.</summary>
    public T* Net;

    /// <summary>Stage states.</summary>
    public T* Stage;

    /// <summary>Slopes rate f, one set after another.</summary>
    public T* Slopes;

    /// <summary>Numbers from one set of slopes to the next.</summary>
    public nint SlopeStride;
}
