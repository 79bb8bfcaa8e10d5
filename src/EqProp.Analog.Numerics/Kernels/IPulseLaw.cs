using System.Numerics;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Kernels;

/// <summary>How far one write moves an element of memory, by where it is between its bounds. Implemented by readonly structs.</summary>
/// <typeparam name="V">Lane.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
public interface IPulseLaw<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Whether writes come in whole pulses; otherwise one write makes the whole change.</summary>
    static abstract bool Counts { get; }

    /// <summary>Whether <see cref="Error"/> is other than zero.</summary>
    static abstract bool Errs { get; }

    /// <summary>What a pulse upwards moves, over the element's step.</summary>
    /// <param name="value">Where the element is.</param>
    /// <param name="low">Its lower bound.</param>
    /// <param name="high">Its upper bound.</param>
    /// <returns>The share, not negative.</returns>
    V Up(V value, V low, V high);

    /// <summary>What a pulse downwards moves, over the element's step.</summary>
    /// <param name="value">Where the element is.</param>
    /// <param name="low">Its lower bound.</param>
    /// <param name="high">Its upper bound.</param>
    /// <returns>The share, not negative.</returns>
    V Down(V value, V low, V high);

    /// <summary>Standard deviation of what is written around what was asked for.</summary>
    /// <param name="value">What was asked for.</param>
    /// <returns>In units of the value.</returns>
    V Error(V value);
}
