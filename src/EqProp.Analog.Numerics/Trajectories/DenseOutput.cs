namespace EqProp.Analog.Numerics.Trajectories;

/// <summary>How states between the ends of a step are found.</summary>
internal enum DenseOutput
{
    /// <summary>The cubic through both ends with the slopes there.</summary>
    Hermite,

    /// <summary>Tsitouras' polynomial of degree four in the slopes of his pair.</summary>
    Tsitouras,

    /// <summary>The exponential step itself, over a part of its length.</summary>
    Exponential,

    /// <summary>The polynomial of degree three that belongs to RODAS.</summary>
    Rodas,
}
