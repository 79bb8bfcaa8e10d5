namespace EqProp.Analog.Networks;

/// <summary>Errors of a plasticity unit that a die has for good; they name random numbers, so that their values must stay.</summary>
internal enum PlasticityFault
{
    /// <summary>Offset of a node's sensor in all phases.</summary>
    SensorOffset = 0,

    /// <summary>Offset of a node's sensor in the free phase alone.</summary>
    FreeOffset = 1,

    /// <summary>Offset of a node's sensor in the (first) nudged phase alone.</summary>
    PositiveOffset = 2,

    /// <summary>Offset of a node's sensor in the phase of negative nudging alone.</summary>
    NegativeOffset = 3,

    /// <summary>Gain of a synapse's multiplier.</summary>
    CorrelatorGain = 4,

    /// <summary>Offset of a synapse's multiplier.</summary>
    CorrelatorOffset = 5,
}
