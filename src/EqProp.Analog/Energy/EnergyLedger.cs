namespace EqProp.Analog.Energy;

/// <summary>How a figure of energy was come by. Figures of different ledgers count different things and may be added.</summary>
public enum EnergyLedger
{
    /// <summary>Integral of voltage times current along the simulated trajectory.</summary>
    Physical,

    /// <summary>Count of actions times the energy of one, and bias currents times supply and time.</summary>
    Periphery,

    /// <summary>Leakage times supply and time, whether the chip works or not.</summary>
    Idle,
}
