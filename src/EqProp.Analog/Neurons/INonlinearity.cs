using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Neurons;

/// <summary>A nonlinear conductance on a membrane without its slope at zero, which is part of the leak: the current h(s) with h(0) = h'(0) = 0.</summary>
/// <typeparam name="V">Lane.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
internal interface INonlinearity<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged
{
    /// <summary>h(s).</summary>
    V Current(V state);

    /// <summary>h'(s).</summary>
    V Slope(V state);
}
