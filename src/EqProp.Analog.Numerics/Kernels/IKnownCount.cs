namespace EqProp.Analog.Numerics.Kernels;

/// <summary>A number that the compiler knows, so that it writes short loops out.</summary>
internal interface IKnownCount
{
    /// <summary>The number; negative where it is not known.</summary>
    static abstract int Value { get; }
}
