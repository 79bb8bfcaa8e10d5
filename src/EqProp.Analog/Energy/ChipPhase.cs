namespace EqProp.Analog.Energy;

/// <summary>What the chip is doing when energy is spent.</summary>
public enum ChipPhase
{
    /// <summary>Inputs are converted and clamped.</summary>
    Load,

    /// <summary>The network settles without a nudge; answers are read at its end.</summary>
    Free,

    /// <summary>The network settles with its outputs pushed towards targets.</summary>
    Nudge,

    /// <summary>Weights are written.</summary>
    Update,

    /// <summary>Membranes go back to where a phase starts.</summary>
    Reset,
}
