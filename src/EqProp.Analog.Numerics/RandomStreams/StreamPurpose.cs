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
}
