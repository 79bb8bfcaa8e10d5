namespace EqProp.Analog.Stability;

/// <summary>What is changed on the whole chip to see how far it is from losing stability.</summary>
public enum MovedParameter
{
    /// <summary>Current I into every activator (in circuits without inhibitors: every neuron); a shift.</summary>
    Input,

    /// <summary>Additive input b of every inhibitor; a shift.</summary>
    InhibitorInput,

    /// <summary>Coefficient gamma of every inhibitor; a factor.</summary>
    Gamma,

    /// <summary>Time constant tau of every inhibitor; a factor.</summary>
    Tau,

    /// <summary>Transconductances W; a factor.</summary>
    Synapses,

    /// <summary>Resistors D between activators (or neurons) and their neighbours; a factor.</summary>
    Resistors,

    /// <summary>Resistors Dv between inhibitors; a factor.</summary>
    InhibitorResistors,
}
