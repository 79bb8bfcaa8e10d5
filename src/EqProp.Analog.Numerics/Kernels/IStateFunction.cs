using System.Numerics;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Kernels;

/// <summary>A function of one number a state, finite at zero. Implemented by readonly structs whose constants are broadcast once.</summary>
/// <typeparam name="V">Lane.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
public interface IStateFunction<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The function.</summary>
    /// <param name="x">Any number that the states can take.</param>
    /// <returns>Its value.</returns>
    V Evaluate(V x);
}
