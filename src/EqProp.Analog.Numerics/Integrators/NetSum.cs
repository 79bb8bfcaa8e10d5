using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Integrators;

/// <summary>Weighted sums of what arrives at a group, handed to whatever takes a step with them.</summary>
internal static unsafe class NetSum<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>
    /// Forms drive + all weighted sums and hands them to the step. What arrives node by node comes first; where some weights lie one way round
    /// and some the other, the sums over the second kind come before those over the first.
    /// </summary>
    [SkipLocalsInit]
    public static void Form<S>(StateGroup<T> group, int firstRow, int rows, int parity, ref S step)
        where S : struct, INetEpilogue<V, T>
    {
        nint at = (nint)firstRow * group.Drive.Stride;
        step.Drive = (group.Follows is { } followed ? followed.Output(parity) : group.Drive).Pointer + at;
        if (group.DiagonalConnections.Length > 0)
        {
            AddDiagonals(group, firstRow, rows, parity, step.Drive);
            step.Drive = group.Net.Pointer + at;
        }

        ReadOnlySpan<Connection<T>> connections = group.Connections;
        if (connections.Length == 0)
        {
            step.Finish(0, 0, rows, group.Drive.PaddedColumns / V.Count, (V*)step.Drive, group.Drive.Stride / V.Count);
            return;
        }

        ProductTerm<T>* straight = stackalloc ProductTerm<T>[connections.Length];
        DotTerm<T>* transposed = stackalloc DotTerm<T>[connections.Length];
        int straightCount = 0, transposedCount = 0;
        foreach (Connection<T> connection in connections)
        {
            BatchMatrix<T> outputs = connection.Source.Output(parity);
            T* first = outputs.Pointer + (nint)firstRow * outputs.Stride;
            if (connection.IsTransposed)
            {
                transposed[transposedCount++] = Transposed(connection, first, outputs.Stride);
            }
            else
            {
                straight[straightCount++] = Straight(connection, first, outputs.Stride);
            }
        }

        if (transposedCount > 0 && straightCount > 0)
        {
            var store = new StoreNet<V, T> { First = step.Drive, Result = group.Net.Pointer + at, Stride = group.Drive.Stride };
            DotProduct<V, T>.Run(rows, group.Size, transposed, transposedCount, ref store);
            step.Drive = store.Result;
        }

        if (transposedCount > 0 && straightCount == 0)
        {
            DotProduct<V, T>.Run(rows, group.Size, transposed, transposedCount, ref step);
        }
        else
        {
            Product<V, T>.Run(rows, group.Drive.PaddedColumns, straight, straightCount, ref step);
        }
    }

    /// <summary>Forms start + what arrives node by node in the place of the weighted sums.</summary>
    [SkipLocalsInit]
    private static void AddDiagonals(StateGroup<T> group, int firstRow, int rows, int parity, T* start)
    {
        int count = group.DiagonalConnections.Length;
        DiagonalTerm<T>* terms = stackalloc DiagonalTerm<T>[count];
        group.WriteTerms(firstRow, parity, terms);
        BatchMatrix<T> net = group.Net;
        DiagonalSum<V, T>.Run(rows, net.PaddedColumns, terms, count, start, net.Pointer + (nint)firstRow * net.Stride, net.Stride);
    }

    private static ProductTerm<T> Straight(Connection<T> connection, T* outputs, nint stride) => new()
    {
        Left = outputs,
        LeftRowStride = stride,
        LeftDepthStride = 1,
        Right = connection.Weights.Pointer,
        RightDepthStride = connection.Weights.Stride,
        Depth = connection.Source.Size,
    };

    private static DotTerm<T> Transposed(Connection<T> connection, T* outputs, nint stride) => new()
    {
        Left = outputs,
        LeftStride = stride,
        Right = connection.Weights.Pointer,
        RightStride = connection.Weights.Stride,
        Depth = connection.Weights.PaddedColumns,
    };
}
