using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Ensembles;

/// <summary><see cref="EnsembleLearning{T}"/> with a register of as many chips as the lane has.</summary>
internal sealed unsafe class EnsembleLearning<V, T> : EnsembleLearning<T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Tile = TiledWeights<T>.Tile;

    public override void Add(ChipMatrix<T> a, ChipMatrix<T> b, ChipMatrix<T> result)
    {
        nint numbers = (nint)result.Rows * V.Count;
        for (int block = 0; block < result.Blocks.Count; block++)
        {
            T* x = a.Block(block), y = b.Block(block), sum = result.Block(block);
            for (nint i = 0; i < numbers; i += V.Count)
            {
                V.Store(sum + i, V.Load(x + i) + V.Load(y + i));
            }
        }
    }

    public override void AddInputs(ClampedInputs<T> inputs, int row, TiledWeights<T> weights, ChipMatrix<T> sums)
    {
        T* tile = stackalloc T[Tile * V.Count];
        for (int block = 0; block < sums.Blocks.Count; block++)
        {
            for (int first = 0; first < weights.Targets; first += Tile)
            {
                T* w = weights.Values.Block(block) + (nint)first * weights.Sources * V.Count;
                var used = new Span<T>(sums.Block(block) + (nint)first * V.Count, Math.Min(Tile, weights.Targets - first) * V.Count);
                used.CopyTo(new(tile, used.Length));
                if (weights.WidthOfTile(first) == Tile)
                {
                    EnsembleInputs<V, T>.Add8(inputs, row, w, tile);
                }
                else
                {
                    EnsembleInputs<V, T>.Add4(inputs, row, w, tile);
                }

                new Span<T>(tile, used.Length).CopyTo(used);
            }
        }
    }

    public override void Contrast(int count, EnsembleSamples<T> plus, EnsembleSamples<T> minus, EnsembleSamples<T> difference, EnsembleSamples<T> negated)
    {
        nint numbers = (nint)count * plus.Stride * V.Count;
        V zero = V.Constant(0);
        for (int block = 0; block < plus.Blocks.Count; block++)
        {
            T* p = plus.Block(block), m = minus.Block(block), d = difference.Block(block), n = negated.Block(block);
            for (nint i = 0; i < numbers; i += V.Count)
            {
                V low = V.Load(m + i);
                V.Store(d + i, V.Load(p + i) - low);
                V.Store(n + i, zero - low);
            }
        }
    }

    public override void WriteInputs(ClampedInputs<T> inputs, EnsembleSamples<T> change, EnsembleMemory<T> memory, WriteRule<T> rule)
    {
        TiledWeights<T> weights = memory.Written;
        for (int block = 0; block < change.Blocks.Count; block++)
        {
            T* d = change.Block(block);
            for (int first = 0; first < weights.Targets; first += Tile)
            {
                nint at = (nint)first * weights.Sources * V.Count;
                var write = new EnsembleWrite<V, T>(memory, rule, block, at);
                if (weights.WidthOfTile(first) == Tile)
                {
                    EnsembleInputs<V, T>.Write8(inputs, d + (nint)first * V.Count, (nint)change.Stride * V.Count, write);
                }
                else
                {
                    EnsembleInputs<V, T>.Write4(inputs, d + (nint)first * V.Count, (nint)change.Stride * V.Count, write);
                }
            }
        }
    }

    public override void WriteProducts(
        int count, EnsembleFactors<T> first, EnsembleFactors<T>? second, EnsembleMemory<T> memory, WriteRule<T> rule)
    {
        V* sums = stackalloc V[Tile];
        TiledWeights<T> weights = memory.Written;
        for (int block = 0; block < first.Source.Blocks.Count; block++)
        {
            for (int start = 0; start < weights.Targets; start += Tile)
            {
                int width = weights.WidthOfTile(start);
                var write = new EnsembleWrite<V, T>(memory, rule, block, (nint)start * weights.Sources * V.Count);
                for (int source = 0; source < weights.Sources; source++)
                {
                    for (int i = 0; i < width; i++)
                    {
                        sums[i] = V.Constant(0);
                    }

                    AddProduct(count, first, block, source, start, width, sums);
                    if (second is { } other)
                    {
                        AddProduct(count, other, block, source, start, width, sums);
                    }

                    for (int i = 0; i < width; i++)
                    {
                        write.Write(((nint)source * width + i) * V.Count, sums[i]);
                    }
                }
            }
        }
    }

    public override void WriteBiases(int count, EnsembleSamples<T> change, ChipMatrix<T> biases, ReadOnlySpan<T> scales)
    {
        for (int block = 0; block < biases.Blocks.Count; block++)
        {
            T* d = change.Block(block), b = biases.Block(block);
            for (int i = 0; i < change.Size; i++)
            {
                V sum = V.Constant(0);
                for (int sample = 0; sample < count; sample++)
                {
                    sum += V.Load(d + ((nint)sample * change.Stride + i) * V.Count);
                }

                T* at = b + (nint)i * V.Count;
                V.Store(at, V.MultiplyAdd(V.Broadcast(scales[i]), sum, V.Load(at)));
            }
        }
    }

    public override void ConductBack(TiledWeights<T> weights, TiledWeights<T>? gain, TiledWeights<T>? offset, TiledWeights<T> result)
    {
        V one = V.Constant(1), zero = V.Constant(0);
        for (int block = 0; block < weights.Values.Blocks.Count; block++)
        {
            T* w = weights.Values.Block(block), r = result.Values.Block(block);
            T* f = gain is null ? null : gain.Values.Block(block);
            T* o = offset is null ? null : offset.Values.Block(block);
            for (int target = 0; target < weights.Targets; target++)
            {
                for (int source = 0; source < weights.Sources; source++)
                {
                    nint at = (nint)weights.Place(target, source) * V.Count;
                    V conducted = V.MultiplyAdd(f == null ? one : V.Load(f + at), V.Load(w + at), o == null ? zero : V.Load(o + at));
                    V.Store(r + (nint)result.Place(source, target) * V.Count, conducted);
                }
            }
        }
    }

    public override void AddInputSizes(ClampedInputs<T> inputs, int row, ChipMatrix<T> weights, ChipMatrix<T> sums, int sum, bool squares)
    {
        for (int block = 0; block < sums.Blocks.Count; block++)
        {
            T* w = weights.Block(block), at = sums.Block(block) + (nint)sum * V.Count;
            V total = V.Load(at);
            for (int part = 0; part < inputs.Blocks; part++)
            {
                SparseList<T> list = inputs.OfRow(row, part);
                for (int entry = 0; entry < list.Count; entry++)
                {
                    T x = list.Values[entry];
                    total = V.MultiplyAdd(V.Broadcast(squares ? x * x : T.Abs(x)), V.Load(w + (nint)list.Indices[entry] * V.Count), total);
                }
            }

            V.Store(at, total);
        }
    }

    public override void AddMagnitudes(TiledWeights<T> weights, T scale, ChipMatrix<T> sums)
    {
        V factor = V.Broadcast(scale);
        for (int block = 0; block < sums.Blocks.Count; block++)
        {
            T* to = sums.Block(block);
            for (int target = 0; target < weights.Targets; target++)
            {
                T* w = weights.Values.Block(block) + (nint)weights.Place(target, 0) * V.Count;
                V sum = SumOfMagnitudes(w, weights.Sources, (nint)weights.WidthOfTile(target / Tile * Tile) * V.Count);
                T* at = to + (nint)target * V.Count;
                V.Store(at, V.MultiplyAdd(factor, sum, V.Load(at)));
            }
        }
    }

    public override void AddMagnitudesOfSources(TiledWeights<T> weights, T scale, ChipMatrix<T> sums)
    {
        V factor = V.Broadcast(scale);
        for (int block = 0; block < sums.Blocks.Count; block++)
        {
            T* to = sums.Block(block);
            for (int source = 0; source < weights.Sources; source++)
            {
                V sum = V.Constant(0);
                for (int first = 0; first < weights.Targets; first += Tile)
                {
                    T* w = weights.Values.Block(block) + (nint)weights.Place(first, source) * V.Count;
                    sum += SumOfMagnitudes(w, Math.Min(Tile, weights.Targets - first), V.Count);
                }

                T* at = to + (nint)source * V.Count;
                V.Store(at, V.MultiplyAdd(factor, sum, V.Load(at)));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static V SumOfMagnitudes(T* w, int count, nint stride)
    {
        V sum = V.Constant(0);
        for (int k = 0; k < count; k++, w += stride)
        {
            sum += V.Abs(V.Load(w));
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddProduct(int count, EnsembleFactors<T> factors, int block, int source, int start, int width, V* sums)
    {
        T* a = factors.Source.Block(block) + (nint)source * V.Count, b = factors.Target.Block(block) + (nint)start * V.Count;
        nint strideOfSource = (nint)factors.Source.Stride * V.Count, strideOfTarget = (nint)factors.Target.Stride * V.Count;
        for (int sample = 0; sample < count; sample++)
        {
            V x = V.Load(a + sample * strideOfSource);
            T* y = b + sample * strideOfTarget;
            for (int i = 0; i < width; i++)
            {
                sums[i] = V.MultiplyAdd(x, V.Load(y + i * V.Count), sums[i]);
            }
        }
    }
}
