namespace EqProp.Analog.Studies.Formats;

/// <summary>Number formats that arrays are written in.</summary>
public enum NpyElement
{
    /// <summary>64-bit floating point, little-endian (<c>&lt;f8</c>).</summary>
    Float64,

    /// <summary>32-bit floating point, little-endian (<c>&lt;f4</c>).</summary>
    Float32,
}
