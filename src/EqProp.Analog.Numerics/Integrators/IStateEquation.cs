using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Integrators;

/// <summary>
/// One state variable's equation: x' = rate(x, y, net) where y = output(x) is what other states see and net is the
/// weighted sum of their outputs. Implemented by readonly structs whose constants are broadcast once. Rows are padded to whole
/// registers with states that start at zero and see nothing; their outputs must be finite, since they are multiplied by
/// weights of zero.
/// </summary>
/// <typeparam name="V">Lane.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
public interface IStateEquation<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged
{
    /// <summary>Whether output and state are the same number, so that one array serves both.</summary>
    static abstract bool OutputIsState { get; }

    /// <summary>Whether <see cref="Rate"/> is linear in the state, the net input held, so that one Newton step finds its zero.</summary>
    static virtual bool RateIsLinear => false;

    /// <summary>Whether <see cref="RateByNet"/> is one everywhere.</summary>
    static virtual bool NetArrivesWhole => false;

    /// <summary>What other states see.</summary>
    /// <param name="x">State.</param>
    /// <returns>Output.</returns>
    V Output(V x);

    /// <summary>Rate of change.</summary>
    /// <param name="x">State.</param>
    /// <param name="y">Its output.</param>
    /// <param name="net">Weighted sum of the outputs of others, plus drive.</param>
    /// <param name="leak">Leak of this state.</param>
    /// <returns>dx/dt before division by the state's own capacity.</returns>
    V Rate(V x, V y, V net, V leak);

    /// <summary>What a push towards a target compares with the target.</summary>
    /// <param name="x">State.</param>
    /// <param name="y">Its output.</param>
    /// <returns>State or output.</returns>
    V Observed(V x, V y);

    /// <summary>Puts a state back between its rails.</summary>
    /// <param name="x">State after a step.</param>
    /// <returns>The state within its rails.</returns>
    V Project(V x);

    /// <summary>The rate that rails leave: none where a state sits at a rail and is driven beyond it.</summary>
    /// <param name="x">State, within its rails.</param>
    /// <param name="rate">Rate of change, pushes included.</param>
    /// <returns>The same rate, or zero.</returns>
    V Restrain(V x, V rate);

    /// <summary>Derivative of <see cref="Output"/>.</summary>
    /// <param name="x">State.</param>
    /// <param name="y">Its output.</param>
    /// <returns>dy/dx.</returns>
    V OutputSlope(V x, V y);

    /// <summary>Derivative of <see cref="Observed"/>.</summary>
    /// <param name="x">State.</param>
    /// <param name="y">Its output.</param>
    /// <returns>do/dx.</returns>
    V ObservedSlope(V x, V y);

    /// <summary>Derivative of <see cref="Rate"/> by the state, the net input held.</summary>
    /// <param name="x">State.</param>
    /// <param name="y">Its output.</param>
    /// <param name="net">Weighted sum of the outputs of others, plus drive.</param>
    /// <param name="leak">Leak of this state.</param>
    /// <returns>d rate / dx.</returns>
    V RateByState(V x, V y, V net, V leak);

    /// <summary>Derivative of <see cref="Rate"/> by the net input.</summary>
    /// <param name="x">State.</param>
    /// <param name="y">Its output.</param>
    /// <returns>d rate / d net.</returns>
    V RateByNet(V x, V y);
}
