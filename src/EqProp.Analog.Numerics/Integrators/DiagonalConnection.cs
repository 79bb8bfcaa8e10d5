using System.Numerics;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Integrators;

/// <summary>
/// A coupling of node to node as the group that receives it sees it: state i receives gain_i y_(i + shift). It costs as much as the group has
/// states, where a matrix would cost their square. Its gains do not change.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class DiagonalConnection<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal DiagonalConnection(StateGroup<T> source, int shift, ReadOnlySpan<T> gains, IBufferSource memory)
    {
        Source = source;
        Shift = shift;
        Gains = new(1, gains.Length, memory);
        gains.CopyTo(Gains.Row(0));
        int first = gains.IndexOfAnyExcept(T.Zero), last = gains.LastIndexOfAnyExcept(T.Zero);
        if (first >= 0)
        {
            // Whole granules, so that the same entries are added at every width.
            First = first / BatchMatrix<T>.Granule * BatchMatrix<T>.Granule;
            End = (last / BatchMatrix<T>.Granule + 1) * BatchMatrix<T>.Granule;
        }
    }

    /// <summary>Group whose outputs arrive.</summary>
    public StateGroup<T> Source { get; }

    /// <summary>How far the state that is seen lies ahead of the one that sees it.</summary>
    public int Shift { get; }

    /// <summary>Gain of each state [1 x states]; zero where there is no state to see.</summary>
    public BatchMatrix<T> Gains { get; }

    /// <summary>All gains before this one are zero.</summary>
    internal int First { get; }

    /// <summary>All gains from this one on are zero.</summary>
    internal int End { get; }
}
