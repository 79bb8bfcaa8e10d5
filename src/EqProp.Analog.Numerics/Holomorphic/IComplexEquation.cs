using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Holomorphic;

/// <summary>
/// An <see cref="IStateEquation{V, T}"/> continued to complex states: x' = rate(x, y, net) where y = output(x), both analytic in x, so that the
/// state at rest is an analytic function of whatever pushes it. Weights, leaks and rates stay real. Implemented by readonly structs.
/// </summary>
/// <typeparam name="V">Lane.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
public interface IComplexEquation<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged
{
    /// <summary>Whether a push compares the state with its target; else the output.</summary>
    static abstract bool ObservesState { get; }

    /// <summary>What other states see.</summary>
    /// <param name="x">Real part of the state.</param>
    /// <param name="xi">Its imaginary part.</param>
    /// <param name="imaginary">Imaginary part of the output.</param>
    /// <returns>Real part of the output.</returns>
    V Output(V x, V xi, out V imaginary);

    /// <summary>Rate of change before division by the state's own capacity.</summary>
    /// <param name="x">Real part of the state.</param>
    /// <param name="xi">Its imaginary part.</param>
    /// <param name="y">Real part of its output.</param>
    /// <param name="yi">Its imaginary part.</param>
    /// <param name="net">Real part of the weighted sum.</param>
    /// <param name="neti">Its imaginary part.</param>
    /// <param name="leak">Leak of this state.</param>
    /// <param name="imaginary">Imaginary part of the rate.</param>
    /// <returns>Real part of the rate.</returns>
    V Rate(V x, V xi, V y, V yi, V net, V neti, V leak, out V imaginary);
}
