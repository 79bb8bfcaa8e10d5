namespace EqProp.Analog.Numerics.Trajectories;

/// <summary>
/// Sums over the states of a group that are integrated along a trajectory. m is the voltage behind a state (<see cref="PathWeights{T}"/>), y its
/// output, net the weighted sum that arrives (times what the rate makes of it), k the slope that rails leave.
/// </summary>
public enum PathTerm
{
    /// <summary>sum of a m^2 with the weights <see cref="PathWeights{T}.Square"/>.</summary>
    Square,

    /// <summary>sum of b m with the weights <see cref="PathWeights{T}.Linear"/>, which arrive as net does.</summary>
    Linear,

    /// <summary>sum of c |y| with the weights <see cref="PathWeights{T}.OutputMagnitude"/>.</summary>
    OutputMagnitude,

    /// <summary>sum of m net: what arrives, times where it arrives.</summary>
    NetPower,

    /// <summary>sum of net.</summary>
    Net,

    /// <summary>sum of e m k with the weights <see cref="PathWeights{T}.Capacity"/>: the rate at which m^2 / 2 grows.</summary>
    CapacityPower,

    /// <summary>sum of m times the push; zero while nothing pushes.</summary>
    PushPower,

    /// <summary>sum of a m^2 with the weights <see cref="PathWeights{T}.LoadSquare"/>.</summary>
    LoadSquare,

    /// <summary>sum of b m with the weights <see cref="PathWeights{T}.SecondLinear"/>.</summary>
    SecondLinear,

    /// <summary>sum of m (net - leak x - f), f the rate without pushes before rails restrain it: what is neither linear nor a rail's.</summary>
    OtherPower,

    /// <summary>sum of net^2.</summary>
    NetSquare,
}
