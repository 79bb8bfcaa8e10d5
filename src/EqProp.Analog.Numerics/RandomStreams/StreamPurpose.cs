namespace EqProp.Analog.Numerics.RandomStreams;

/// <summary>What random numbers are for. Each purpose has streams of its own, so using one never shifts another.</summary>
public enum StreamPurpose
{
    /// <summary>Weights and biases before learning.</summary>
    Initialization = 1,

    /// <summary>Order of the examples in an epoch.</summary>
    Shuffle = 2,

    /// <summary>Sign of beta of a minibatch.</summary>
    NudgeSign = 3,

    /// <summary>Random starting states.</summary>
    StartState = 4,

    /// <summary>Generated data.</summary>
    Data = 5,

    /// <summary>Anything a test or a study draws for itself.</summary>
    Study = 6,

    /// <summary>Signs of the weights back before learning, where each direction has weights of its own.</summary>
    FeedbackSigns = 7,

    /// <summary>Thermal noise of conductances, a number a node and step.</summary>
    ThermalNoise = 16,

    /// <summary>Shot noise of currents, a number a node and step.</summary>
    ShotNoise = 17,

    /// <summary>Low-frequency noise from several Ornstein-Uhlenbeck sources a node; the channel numbers the source.</summary>
    FlickerNoise = 18,

    /// <summary>Switching of random telegraph sources, a uniform number a node and step; the channel numbers the source.</summary>
    TelegraphNoise = 19,

    /// <summary>Noise that many nodes share, as of a supply or bias line; the line takes the place of the node.</summary>
    SupplyNoise = 20,

    /// <summary>Noise added when a state is read out.</summary>
    ReadOutNoise = 21,

    /// <summary>Differences between devices of one die, drawn once; the channel numbers the parameter.</summary>
    Mismatch = 22,

    /// <summary>Differences between dies, drawn once for a chip.</summary>
    ProcessVariation = 23,

    /// <summary>Noise of the sensors of a plasticity unit, a number a node and hold.</summary>
    SensorNoise = 24,

    /// <summary>Noise of the capacitors that hold activities, a number a node and hold.</summary>
    HoldNoise = 25,

    /// <summary>Noise of the multipliers of a plasticity unit, a number a synapse and write; the channel numbers the coupling.</summary>
    CorrelatorNoise = 26,

    /// <summary>Stochastic rounding of writes, a uniform number a synapse and write; the channel numbers the coupling.</summary>
    WriteRounding = 27,

    /// <summary>How far each synapse of the second copy of a twin network is from that of the first, drawn once.</summary>
    TwinMismatch = 28,

    /// <summary>Fractions of a pulse into a synapse's memory, a uniform number a synapse and write; the channel numbers the coupling and device.</summary>
    PulseRounding = 32,

    /// <summary>What pulses move from cycle to cycle, a number a synapse and write; the channel numbers the coupling and device.</summary>
    PulseSize = 33,

    /// <summary>Errors and noise of what is written into a synapse's memory, a number a synapse and write; the channel numbers the coupling and device.</summary>
    DeviceWrite = 34,

    /// <summary>Noise of reading a synapse's memory, drawn once a measurement.</summary>
    DeviceRead = 35,

    /// <summary>Differences between the memories of synapses, drawn once for a die; the channel numbers parameter and device, the step the coupling.</summary>
    DeviceSpread = 36,

    /// <summary>Draws of uncertain energies of components; the first index numbers the entry, the second blocks of draws.</summary>
    EnergyUncertainty = 40,

    /// <summary>Points of a random design of a study; the first index numbers the point, the second the axis.</summary>
    StudyPoint = 50,

    /// <summary>Order of the slices of an axis in a Latin hypercube; the first index numbers the axis.</summary>
    StudySlice = 51,

    /// <summary>Places within the slices of a Latin hypercube; the first index numbers the axis.</summary>
    StudyPlace = 52,

    /// <summary>Shift of a dimension of a Sobol sequence; the first index numbers the dimension.</summary>
    StudyShift = 53,
}
