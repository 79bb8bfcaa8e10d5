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

    /// <summary>Normal numbers of the present step; null without noise.</summary>
    public T* Noise;

    /// <summary>Normal numbers of the next step; null where steps do not carry means.</summary>
    public T* NextNoise;

    /// <summary>Numbers from one set of slopes to the next.</summary>
    public nint SlopeStride;
}
