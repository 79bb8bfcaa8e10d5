namespace EqProp.Analog.Circuits;

/// <summary>
/// States the SI unit in which a description field is held. In a file the field is written with a unit of the
/// same dimension ("10 pF"); in memory it is a double in this unit.
/// </summary>
/// <param name="symbol">SI unit symbol: V, A, S, F, s, K, J.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class UnitAttribute(string symbol) : Attribute
{
    /// <summary>SI unit symbol, without a prefix.</summary>
    public string Symbol { get; } = symbol;
}
