using System.Numerics;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>
/// Weighted sums of outputs for one block of chips. A register is one weight of as many chips; every sum is one chain of
/// fused multiply-adds over the sources in order, as in <see cref="Kernels.Product{V, T}"/>.
/// </summary>
internal static unsafe class EnsembleProduct<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>net = drive + sum over couplings of W y.</summary>
    /// <param name="group">The group that sees.</param>
    /// <param name="block">Index of the block.</param>
    /// <param name="net">The sums, with room for padded targets.</param>
    public static void Run(EnsembleGroup<T> group, int block, T* net) => Run(group, block, net, default);

    /// <summary>The same, with ways back that are formed together with the way ahead.</summary>
    /// <param name="group">The group that sees.</param>
    /// <param name="block">Index of the block.</param>
    /// <param name="net">The sums, with room for padded targets.</param>
    /// <param name="shared">What other groups do of it.</param>
    public static void Run(EnsembleGroup<T> group, int block, T* net, SharedSum<T> shared)
    {
        Start(group, block, net);
        int own = group.Incoming.Count - (shared.LeavesLast ? 1 : 0);
        for (int c = 0; c < own; c++)
        {
            EnsembleCoupling<T> coupling = group.Incoming[c];
            if (coupling == shared.Coupling)
            {
                EnsemblePair<V, T>.Add(
                    coupling.Weights.Block(block), coupling.Source.Size, group.Size, coupling.Source.Output.Block(block), group.Output.Block(block), net, shared.NetOfSource);
            }
            else
            {
                Add(group, coupling, block, net);
            }
        }
    }

    /// <summary>net = drive.</summary>
    /// <param name="group">The group that sees.</param>
    /// <param name="block">Index of the block.</param>
    /// <param name="net">The sums, with room for padded targets.</param>
    public static void Start(EnsembleGroup<T> group, int block, T* net)
    {
        nint numbers = (nint)group.Size * V.Count;
        T* drive = group.Drive.Block(block);
        for (nint i = 0; i < numbers; i += V.Count)
        {
            V.Store(net + i, V.Load(drive + i));
        }
    }

    /// <summary>net += W y of one coupling.</summary>
    /// <param name="group">The group that sees.</param>
    /// <param name="coupling">What it sees.</param>
    /// <param name="block">Index of the block.</param>
    /// <param name="net">The sums, with room for padded targets.</param>
    public static void Add(EnsembleGroup<T> group, EnsembleCoupling<T> coupling, int block, T* net)
    {
        T* weights = coupling.Weights.Block(block);
        T* outputs = coupling.Source.Output.Block(block);
        switch (coupling)
        {
            case SparseEnsembleCoupling<T> sparse:
                AddSparse(sparse, weights, outputs, net);
                break;
            case ExchangedEnsembleCoupling<T> exchanged:
                AddExchanged(exchanged.Ahead.Pairs, weights, outputs, net);
                break;
            default:
                AddDense(weights, outputs, coupling.Source.Size, group.Size, net);
                break;
        }
    }

    private static void AddDense(T* weights, T* outputs, int sources, int targets, T* net)
    {
        int left = TiledWeights<T>.Padded(targets);
        for (; left >= TiledWeights<T>.Tile; left -= TiledWeights<T>.Tile)
        {
            AddTile8(weights, outputs, sources, net);
            weights += (nint)TiledWeights<T>.Tile * sources * V.Count;
            net += TiledWeights<T>.Tile * V.Count;
        }

        if (left > 0)
        {
            AddTile4(weights, outputs, sources, net);
        }
    }

    private static void AddTile8(T* w, T* y, int sources, T* net)
    {
        V c0 = V.Load(net), c1 = V.Load(net + V.Count), c2 = V.Load(net + 2 * V.Count), c3 = V.Load(net + 3 * V.Count);
        V c4 = V.Load(net + 4 * V.Count), c5 = V.Load(net + 5 * V.Count), c6 = V.Load(net + 6 * V.Count), c7 = V.Load(net + 7 * V.Count);
        for (int k = sources; k > 0; k--)
        {
            V a = V.Load(y);
            c0 = V.MultiplyAdd(a, V.Load(w), c0);
            c1 = V.MultiplyAdd(a, V.Load(w + V.Count), c1);
            c2 = V.MultiplyAdd(a, V.Load(w + 2 * V.Count), c2);
            c3 = V.MultiplyAdd(a, V.Load(w + 3 * V.Count), c3);
            c4 = V.MultiplyAdd(a, V.Load(w + 4 * V.Count), c4);
            c5 = V.MultiplyAdd(a, V.Load(w + 5 * V.Count), c5);
            c6 = V.MultiplyAdd(a, V.Load(w + 6 * V.Count), c6);
            c7 = V.MultiplyAdd(a, V.Load(w + 7 * V.Count), c7);
            y += V.Count;
            w += 8 * V.Count;
        }

        V.Store(net, c0);
        V.Store(net + V.Count, c1);
        V.Store(net + 2 * V.Count, c2);
        V.Store(net + 3 * V.Count, c3);
        V.Store(net + 4 * V.Count, c4);
        V.Store(net + 5 * V.Count, c5);
        V.Store(net + 6 * V.Count, c6);
        V.Store(net + 7 * V.Count, c7);
    }

    private static void AddTile4(T* w, T* y, int sources, T* net)
    {
        V c0 = V.Load(net), c1 = V.Load(net + V.Count), c2 = V.Load(net + 2 * V.Count), c3 = V.Load(net + 3 * V.Count);
        for (int k = sources; k > 0; k--)
        {
            V a = V.Load(y);
            c0 = V.MultiplyAdd(a, V.Load(w), c0);
            c1 = V.MultiplyAdd(a, V.Load(w + V.Count), c1);
            c2 = V.MultiplyAdd(a, V.Load(w + 2 * V.Count), c2);
            c3 = V.MultiplyAdd(a, V.Load(w + 3 * V.Count), c3);
            y += V.Count;
            w += 4 * V.Count;
        }

        V.Store(net, c0);
        V.Store(net + V.Count, c1);
        V.Store(net + 2 * V.Count, c2);
        V.Store(net + 3 * V.Count, c3);
    }

    private static void AddExchanged(TiledWeights<T> pairs, T* weights, T* outputs, T* net)
    {
        for (int source = 0; source < pairs.Sources; source++)
        {
            V sum = V.Load(net);
            for (int target = 0; target < pairs.Targets; target++)
            {
                sum = V.MultiplyAdd(V.Load(outputs + (nint)target * V.Count), V.Load(weights + (nint)pairs.Place(target, source) * V.Count), sum);
            }

            V.Store(net, sum);
            net += V.Count;
        }
    }

    private static void AddSparse(SparseEnsembleCoupling<T> coupling, T* weights, T* outputs, T* net)
    {
        int[] starts = coupling.Starts, sources = coupling.Sources;
        for (int target = 0; target + 1 < starts.Length; target++)
        {
            V sum = V.Load(net);
            for (int entry = starts[target]; entry < starts[target + 1]; entry++)
            {
                V output = V.Load(outputs + (nint)sources[entry] * V.Count);
                sum = V.MultiplyAdd(output, V.Load(weights), sum);
                weights += V.Count;
            }

            V.Store(net, sum);
            net += V.Count;
        }
    }
}
