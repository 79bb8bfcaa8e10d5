namespace EqProp.Analog.Stability;

/// <summary>What a network does in the long run.</summary>
public enum Regime
{
    /// <summary>It settles at one point from wherever it starts.</summary>
    Monostable,

    /// <summary>The same, but a kick above a threshold makes a large excursion before it returns.</summary>
    Excitable,

    /// <summary>It settles at one of two points.</summary>
    Bistable,

    /// <summary>It settles at one of several points.</summary>
    Multistable,

    /// <summary>It has no stable point that it was seen to reach, and moves for ever.</summary>
    Oscillating,

    /// <summary>It settles or moves for ever, depending on where it starts.</summary>
    RestBesideOscillation,

    /// <summary>Neither a stable point nor a lasting motion was seen in the time given.</summary>
    Undecided,
}
