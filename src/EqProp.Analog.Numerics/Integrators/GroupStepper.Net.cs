using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Kernels;

namespace EqProp.Analog.Numerics.Integrators;

/// <content>Weighted sums.</content>
public sealed unsafe partial class GroupStepper<V, T, E>
{
    /// <summary>
    /// Forms drive + all weighted sums and hands them to the step. What arrives node by node comes first; where some weights lie one way round
    /// and some the other, the sums over the second kind come before those over the first.
    /// </summary>
    [SkipLocalsInit]
    internal void FormNet<S>(int firstRow, int rows, int parity, ref S step)
        where S : struct, INetEpilogue<V, T>
    {
        nint at = (nint)firstRow * Group.Drive.Stride;
        step.Drive = (Group.Follows is { } followed ? followed.Output(parity) : Group.Drive).Pointer + at;
        if (Group.Diagonals.Count > 0)
        {
            AddDiagonals(firstRow, rows, parity, step.Drive);
            step.Drive = Group.Net.Pointer + at;
        }

        ReadOnlySpan<Connection<T>> connections = Group.Connections;
        if (connections.Length == 0)
        {
            step.Finish(0, 0, rows, Group.Drive.PaddedColumns / V.Count, (V*)step.Drive, Group.Drive.Stride / V.Count);
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
            var store = new StoreNet<V, T> { First = step.Drive, Result = Group.Net.Pointer + at, Stride = Group.Drive.Stride };
            DotProduct<V, T>.Run(rows, Group.Size, transposed, transposedCount, ref store);
            step.Drive = store.Result;
        }

        if (transposedCount > 0 && straightCount == 0)
        {
            DotProduct<V, T>.Run(rows, Group.Size, transposed, transposedCount, ref step);
        }
        else
        {
            Product<V, T>.Run(rows, Group.Drive.PaddedColumns, straight, straightCount, ref step);
        }
    }

    /// <summary>Forms start + what arrives node by node in the place of the weighted sums.</summary>
    [SkipLocalsInit]
    private void AddDiagonals(int firstRow, int rows, int parity, T* start)
    {
        ReadOnlySpan<DiagonalConnection<T>> diagonals = Group.DiagonalConnections;
        DiagonalTerm<T>* terms = stackalloc DiagonalTerm<T>[diagonals.Length];
        for (int i = 0; i < diagonals.Length; i++)
        {
            DiagonalConnection<T> diagonal = diagonals[i];
            BatchMatrix<T> outputs = diagonal.Source.Output(parity);
            terms[i] = new()
            {
                Source = outputs.Pointer + (nint)firstRow * outputs.Stride,
                SourceStride = outputs.Stride,
                SourceColumns = outputs.PaddedColumns,
                Gains = diagonal.Gains.Pointer,
                First = diagonal.First,
                End = diagonal.End,
                Shift = diagonal.Shift,
            };
        }

        BatchMatrix<T> net = Group.Net;
        DiagonalSum<V, T>.Run(rows, net.PaddedColumns, terms, diagonals.Length, start, net.Pointer + (nint)firstRow * net.Stride, net.Stride);
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
