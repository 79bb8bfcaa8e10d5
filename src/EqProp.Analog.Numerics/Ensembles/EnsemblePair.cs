using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>
/// Both directions of a coupling to a few targets in one pass over its weights: sums of the targets stay in registers while each source's own sum is finished.
/// Every sum is the chain that <see cref="EnsembleProduct{V, T}"/> forms by itself.
/// </summary>
internal static unsafe class EnsemblePair<V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Tile = TiledWeights<T>.Tile;
    private const int SmallTile = TiledWeights<T>.SmallTile;

    /// <summary>Adds W y to the sums of targets and W^T y to those of sources.</summary>
    /// <param name="w">Weights of the block.</param>
    /// <param name="sources">Sources.</param>
    /// <param name="targets">Targets; <see cref="EnsembleGroup{T}.FitsPair"/>.</param>
    /// <param name="outputsOfSources">What targets see.</param>
    /// <param name="outputsOfTargets">What sources see.</param>
    /// <param name="netOfTargets">Sums, with room for padded targets.</param>
    /// <param name="netOfSources">Sums.</param>
    public static void Add(T* w, int sources, int targets, T* outputsOfSources, T* outputsOfTargets, T* netOfTargets, T* netOfSources)
    {
        int padded = TiledWeights<T>.Padded(targets);
        T* y = stackalloc T[padded * V.Count];
        new Span<T>(outputsOfTargets, targets * V.Count).CopyTo(new(y, padded * V.Count));
        new Span<T>(y + targets * V.Count, (padded - targets) * V.Count).Clear();
        if (padded == SmallTile)
        {
            Add4(w, sources, outputsOfSources, y, netOfTargets, netOfSources);
        }
        else
        {
            Add12(w, w + (nint)Tile * sources * V.Count, sources, outputsOfSources, y, netOfTargets, netOfSources);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add4(T* w, int sources, T* outputs, T* y, T* net, T* back)
    {
        V y0 = V.Load(y), y1 = V.Load(y + V.Count), y2 = V.Load(y + 2 * V.Count), y3 = V.Load(y + 3 * V.Count);
        V c0 = V.Load(net), c1 = V.Load(net + V.Count), c2 = V.Load(net + 2 * V.Count), c3 = V.Load(net + 3 * V.Count);
        for (int k = sources; k > 0; k--)
        {
            V a = V.Load(outputs), sum = V.Load(back);
            V w0 = V.Load(w), w1 = V.Load(w + V.Count), w2 = V.Load(w + 2 * V.Count), w3 = V.Load(w + 3 * V.Count);
            c0 = V.MultiplyAdd(a, w0, c0);
            c1 = V.MultiplyAdd(a, w1, c1);
            c2 = V.MultiplyAdd(a, w2, c2);
            c3 = V.MultiplyAdd(a, w3, c3);
            sum = V.MultiplyAdd(y0, w0, sum);
            sum = V.MultiplyAdd(y1, w1, sum);
            sum = V.MultiplyAdd(y2, w2, sum);
            V.Store(back, V.MultiplyAdd(y3, w3, sum));
            outputs += V.Count;
            back += V.Count;
            w += SmallTile * V.Count;
        }

        V.Store(net, c0);
        V.Store(net + V.Count, c1);
        V.Store(net + 2 * V.Count, c2);
        V.Store(net + 3 * V.Count, c3);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add12(T* w, T* v, int sources, T* outputs, T* y, T* net, T* back)
    {
        V y0 = V.Load(y), y1 = V.Load(y + V.Count), y2 = V.Load(y + 2 * V.Count), y3 = V.Load(y + 3 * V.Count);
        V y4 = V.Load(y + 4 * V.Count), y5 = V.Load(y + 5 * V.Count), y6 = V.Load(y + 6 * V.Count), y7 = V.Load(y + 7 * V.Count);
        V y8 = V.Load(y + 8 * V.Count), y9 = V.Load(y + 9 * V.Count), y10 = V.Load(y + 10 * V.Count), y11 = V.Load(y + 11 * V.Count);
        V c0 = V.Load(net), c1 = V.Load(net + V.Count), c2 = V.Load(net + 2 * V.Count), c3 = V.Load(net + 3 * V.Count);
        V c4 = V.Load(net + 4 * V.Count), c5 = V.Load(net + 5 * V.Count), c6 = V.Load(net + 6 * V.Count), c7 = V.Load(net + 7 * V.Count);
        V c8 = V.Load(net + 8 * V.Count), c9 = V.Load(net + 9 * V.Count), c10 = V.Load(net + 10 * V.Count), c11 = V.Load(net + 11 * V.Count);
        for (int k = sources; k > 0; k--)
        {
            V a = V.Load(outputs), sum = V.Load(back);
            V x = V.Load(w);
            c0 = V.MultiplyAdd(a, x, c0);
            sum = V.MultiplyAdd(y0, x, sum);
            x = V.Load(w + V.Count);
            c1 = V.MultiplyAdd(a, x, c1);
            sum = V.MultiplyAdd(y1, x, sum);
            x = V.Load(w + 2 * V.Count);
            c2 = V.MultiplyAdd(a, x, c2);
            sum = V.MultiplyAdd(y2, x, sum);
            x = V.Load(w + 3 * V.Count);
            c3 = V.MultiplyAdd(a, x, c3);
            sum = V.MultiplyAdd(y3, x, sum);
            x = V.Load(w + 4 * V.Count);
            c4 = V.MultiplyAdd(a, x, c4);
            sum = V.MultiplyAdd(y4, x, sum);
            x = V.Load(w + 5 * V.Count);
            c5 = V.MultiplyAdd(a, x, c5);
            sum = V.MultiplyAdd(y5, x, sum);
            x = V.Load(w + 6 * V.Count);
            c6 = V.MultiplyAdd(a, x, c6);
            sum = V.MultiplyAdd(y6, x, sum);
            x = V.Load(w + 7 * V.Count);
            c7 = V.MultiplyAdd(a, x, c7);
            sum = V.MultiplyAdd(y7, x, sum);
            x = V.Load(v);
            c8 = V.MultiplyAdd(a, x, c8);
            sum = V.MultiplyAdd(y8, x, sum);
            x = V.Load(v + V.Count);
            c9 = V.MultiplyAdd(a, x, c9);
            sum = V.MultiplyAdd(y9, x, sum);
            x = V.Load(v + 2 * V.Count);
            c10 = V.MultiplyAdd(a, x, c10);
            sum = V.MultiplyAdd(y10, x, sum);
            x = V.Load(v + 3 * V.Count);
            c11 = V.MultiplyAdd(a, x, c11);
            V.Store(back, V.MultiplyAdd(y11, x, sum));
            outputs += V.Count;
            back += V.Count;
            w += Tile * V.Count;
            v += SmallTile * V.Count;
        }

        V.Store(net, c0);
        V.Store(net + V.Count, c1);
        V.Store(net + 2 * V.Count, c2);
        V.Store(net + 3 * V.Count, c3);
        V.Store(net + 4 * V.Count, c4);
        V.Store(net + 5 * V.Count, c5);
        V.Store(net + 6 * V.Count, c6);
        V.Store(net + 7 * V.Count, c7);
        V.Store(net + 8 * V.Count, c8);
        V.Store(net + 9 * V.Count, c9);
        V.Store(net + 10 * V.Count, c10);
        V.Store(net + 11 * V.Count, c11);
    }
}
