using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Neurons;

/// <summary>An activation circuit: the signal y = rho(s) that synapses see of a state s.</summary>
/// <typeparam name="V">Lane.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
internal interface IActivation<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged
{
    /// <summary>rho(s).</summary>
    V Activity(V state);

    /// <summary>rho'(s), from y = rho(s); one on the closed interval between rails.</summary>
    V Slope(V activity);

    /// <summary>rho'(s) as the derivative of <see cref="Activity"/>: zero beyond the rails, one on them.</summary>
    V Derivative(V state, V activity);

    /// <summary>rho''(s), from y = rho(s); zero for the piecewise linear circuits.</summary>
    V Curvature(V activity);
}
