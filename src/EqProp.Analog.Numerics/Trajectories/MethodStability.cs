namespace EqProp.Analog.Numerics.Trajectories;

/// <summary>What bounds the steps of a method besides accuracy.</summary>
public enum MethodStability
{
    /// <summary>The fastest mode of the network: its rate times the step must stay within an interval.</summary>
    RealInterval,

    /// <summary>Couplings alone: the decay of each state by itself is exact at any step.</summary>
    OwnDecay,

    /// <summary>Nothing: modes much faster than the step are damped at once.</summary>
    LStable,
}
