namespace EqProp.Analog.Energy;

/// <summary>What energy is spent on.</summary>
public enum EnergyCategory
{
    /// <summary>Bias currents, leaks and leakage: power that flows as long as the chip is on.</summary>
    Static,

    /// <summary>Charging of membranes, wires and gates.</summary>
    Dynamic,

    /// <summary>What synapses dissipate while they conduct.</summary>
    Coupling,

    /// <summary>Sampling, multiplying and writing of weights.</summary>
    Plasticity,

    /// <summary>Converters between numbers and voltages.</summary>
    Conversion,
}
