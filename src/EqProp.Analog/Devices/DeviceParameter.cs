namespace EqProp.Analog.Devices;

/// <summary>What differs from device to device of the synapses' memories; they name random numbers, so that their values must stay.</summary>
internal enum DeviceParameter
{
    /// <summary>Size of steps both ways.</summary>
    Step = 0,

    /// <summary>Steps up over those down.</summary>
    Asymmetry = 1,

    /// <summary>Upper bound.</summary>
    High = 2,

    /// <summary>Lower bound.</summary>
    Low = 3,

    /// <summary>Lifetime of a charge.</summary>
    Lifetime = 4,

    /// <summary>Exponent of drift.</summary>
    Drift = 5,
}

/// <summary>Which of the devices of a synapse.</summary>
internal enum DevicePlace
{
    /// <summary>The only one, or that which adds to the weight.</summary>
    Plus = 0,

    /// <summary>That which is subtracted.</summary>
    Minus = 1,

    /// <summary>Of the way back: the only one, or that which adds.</summary>
    BackPlus = 2,

    /// <summary>Of the way back: that which is subtracted.</summary>
    BackMinus = 3,
}
