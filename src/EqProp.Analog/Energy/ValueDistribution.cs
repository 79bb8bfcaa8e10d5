namespace EqProp.Analog.Energy;

/// <summary>How an uncertain value of a component table is distributed. Low and high are its 5 and 95 % points.</summary>
public enum ValueDistribution
{
    /// <summary>Its logarithm is normal on either side of the value, which is the median.</summary>
    LogNormal,

    /// <summary>Rises and falls in straight lines; the value is the peak.</summary>
    Triangular,

    /// <summary>Known.</summary>
    Exact,
}
