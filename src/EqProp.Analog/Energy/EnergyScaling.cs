namespace EqProp.Analog.Energy;

/// <summary>How an energy of a component table goes to the supply of the circuit.</summary>
public enum EnergyScaling
{
    /// <summary>It stays.</summary>
    None,

    /// <summary>With the square of the supply over the entry's voltage.</summary>
    SupplySquared,
}
