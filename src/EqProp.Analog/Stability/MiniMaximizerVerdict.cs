namespace EqProp.Analog.Stability;

/// <summary>What the blocks of the second derivative say of an operating point, whatever the time constants are.</summary>
public enum MiniMaximizerVerdict
{
    /// <summary>A minimum in the activators and a maximum in the inhibitors: stable for every ratio of time constants.</summary>
    StableForEveryTimeConstant,

    /// <summary>A minimum once the inhibitors follow at once: stable for fast enough inhibitors, and only for them.</summary>
    StableForFastInhibitors,

    /// <summary>Not even that: unstable for every ratio of time constants.</summary>
    UnstableForEveryTimeConstant,

    /// <summary>Forces are not reciprocal and neither block is positive: only the eigenvalues tell.</summary>
    Undecided,
}
