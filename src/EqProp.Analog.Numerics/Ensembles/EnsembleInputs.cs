using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>Loops over clamped inputs for one tile of targets of one block of chips, whose sums stay in registers. Inputs of zero are left out.</summary>
internal static unsafe class EnsembleInputs<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Tile = TiledWeights<T>.Tile;

    /// <summary>Adds W x to the sums of a whole tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add8(ClampedInputs<T> inputs, int row, T* w, T* sums)
    {
        V c0 = V.Load(sums), c1 = V.Load(sums + V.Count), c2 = V.Load(sums + 2 * V.Count), c3 = V.Load(sums + 3 * V.Count);
        V c4 = V.Load(sums + 4 * V.Count), c5 = V.Load(sums + 5 * V.Count), c6 = V.Load(sums + 6 * V.Count), c7 = V.Load(sums + 7 * V.Count);
        for (int part = 0; part < inputs.Blocks; part++)
        {
            SparseList<T> list = inputs.OfRow(row, part);
            for (int entry = 0; entry < list.Count; entry++)
            {
                V x = V.Broadcast(list.Values[entry]);
                T* at = w + (nint)list.Indices[entry] * Tile * V.Count;
                c0 = V.MultiplyAdd(x, V.Load(at), c0);
                c1 = V.MultiplyAdd(x, V.Load(at + V.Count), c1);
                c2 = V.MultiplyAdd(x, V.Load(at + 2 * V.Count), c2);
                c3 = V.MultiplyAdd(x, V.Load(at + 3 * V.Count), c3);
                c4 = V.MultiplyAdd(x, V.Load(at + 4 * V.Count), c4);
                c5 = V.MultiplyAdd(x, V.Load(at + 5 * V.Count), c5);
                c6 = V.MultiplyAdd(x, V.Load(at + 6 * V.Count), c6);
                c7 = V.MultiplyAdd(x, V.Load(at + 7 * V.Count), c7);
            }
        }

        V.Store(sums, c0);
        V.Store(sums + V.Count, c1);
        V.Store(sums + 2 * V.Count, c2);
        V.Store(sums + 3 * V.Count, c3);
        V.Store(sums + 4 * V.Count, c4);
        V.Store(sums + 5 * V.Count, c5);
        V.Store(sums + 6 * V.Count, c6);
        V.Store(sums + 7 * V.Count, c7);
    }

    /// <summary>Adds W x to the sums of a small tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add4(ClampedInputs<T> inputs, int row, T* w, T* sums)
    {
        V c0 = V.Load(sums), c1 = V.Load(sums + V.Count), c2 = V.Load(sums + 2 * V.Count), c3 = V.Load(sums + 3 * V.Count);
        for (int part = 0; part < inputs.Blocks; part++)
        {
            SparseList<T> list = inputs.OfRow(row, part);
            for (int entry = 0; entry < list.Count; entry++)
            {
                V x = V.Broadcast(list.Values[entry]);
                T* at = w + (nint)list.Indices[entry] * TiledWeights<T>.SmallTile * V.Count;
                c0 = V.MultiplyAdd(x, V.Load(at), c0);
                c1 = V.MultiplyAdd(x, V.Load(at + V.Count), c1);
                c2 = V.MultiplyAdd(x, V.Load(at + 2 * V.Count), c2);
                c3 = V.MultiplyAdd(x, V.Load(at + 3 * V.Count), c3);
            }
        }

        V.Store(sums, c0);
        V.Store(sums + V.Count, c1);
        V.Store(sums + 2 * V.Count, c2);
        V.Store(sums + 3 * V.Count, c3);
    }

    /// <summary>Writes the weights of a whole tile that see an input other than zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Write8(ClampedInputs<T> inputs, T* change, nint stride, EnsembleWrite<V, T> write)
    {
        for (int input = 0; input < inputs.Inputs; input++)
        {
            SparseList<T> list = inputs.OfInput(input);
            if (list.Count == 0)
            {
                continue;
            }

            V c0 = V.Constant(0), c1 = c0, c2 = c0, c3 = c0, c4 = c0, c5 = c0, c6 = c0, c7 = c0;
            for (int entry = 0; entry < list.Count; entry++)
            {
                V x = V.Broadcast(list.Values[entry]);
                T* d = change + list.Indices[entry] * stride;
                c0 = V.MultiplyAdd(x, V.Load(d), c0);
                c1 = V.MultiplyAdd(x, V.Load(d + V.Count), c1);
                c2 = V.MultiplyAdd(x, V.Load(d + 2 * V.Count), c2);
                c3 = V.MultiplyAdd(x, V.Load(d + 3 * V.Count), c3);
                c4 = V.MultiplyAdd(x, V.Load(d + 4 * V.Count), c4);
                c5 = V.MultiplyAdd(x, V.Load(d + 5 * V.Count), c5);
                c6 = V.MultiplyAdd(x, V.Load(d + 6 * V.Count), c6);
                c7 = V.MultiplyAdd(x, V.Load(d + 7 * V.Count), c7);
            }

            nint at = (nint)input * Tile * V.Count;
            write.Write(at, c0);
            write.Write(at + V.Count, c1);
            write.Write(at + 2 * V.Count, c2);
            write.Write(at + 3 * V.Count, c3);
            write.Write(at + 4 * V.Count, c4);
            write.Write(at + 5 * V.Count, c5);
            write.Write(at + 6 * V.Count, c6);
            write.Write(at + 7 * V.Count, c7);
        }
    }

    /// <summary>The same of a small tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Write4(ClampedInputs<T> inputs, T* change, nint stride, EnsembleWrite<V, T> write)
    {
        for (int input = 0; input < inputs.Inputs; input++)
        {
            SparseList<T> list = inputs.OfInput(input);
            if (list.Count == 0)
            {
                continue;
            }

            V c0 = V.Constant(0), c1 = c0, c2 = c0, c3 = c0;
            for (int entry = 0; entry < list.Count; entry++)
            {
                V x = V.Broadcast(list.Values[entry]);
                T* d = change + list.Indices[entry] * stride;
                c0 = V.MultiplyAdd(x, V.Load(d), c0);
                c1 = V.MultiplyAdd(x, V.Load(d + V.Count), c1);
                c2 = V.MultiplyAdd(x, V.Load(d + 2 * V.Count), c2);
                c3 = V.MultiplyAdd(x, V.Load(d + 3 * V.Count), c3);
            }

            nint at = (nint)input * TiledWeights<T>.SmallTile * V.Count;
            write.Write(at, c0);
            write.Write(at + V.Count, c1);
            write.Write(at + 2 * V.Count, c2);
            write.Write(at + 3 * V.Count, c3);
        }
    }
}
