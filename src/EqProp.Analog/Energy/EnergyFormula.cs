namespace EqProp.Analog.Energy;

/// <summary>How the energy of one action follows from an entry of a component table.</summary>
public enum EnergyFormula
{
    /// <summary>energy, whatever is done.</summary>
    Constant,

    /// <summary>Walden figure of merit: energy 2^bits, with energy that of a step.</summary>
    Walden,

    /// <summary>Schreier figure of merit in dB: 10^((SNDR - figureOfMerit) / 10) / 2 J, with SNDR = 6.02 bits + 1.76 dB.</summary>
    Schreier,

    /// <summary>factor C V_DD V: charge that a capacitance of the circuit takes from the supply when it moves by V.</summary>
    Capacitive,

    /// <summary>factor 2^bits C_unit V_DD^2: an array of unit capacitors.</summary>
    CapacitorArray,

    /// <summary>factor G V^2 t: a write pulse into a conductance.</summary>
    Pulse,
}
