using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.RandomStreams;

/// <summary>The noise kernels for one register width.</summary>
internal sealed unsafe partial class NoiseKernels<W, N, V, T> : NoiseKernels<T>
    where W : unmanaged, IWordLane<W>
    where N : struct, IWordNumbers<W, V, T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const uint LowHalves = 1u << 31;

    public override void Gaussians(
        in NoiseKey key, long step, ReadOnlySpan<int> samples, int firstNode, int nodes, Span<T> destination, int stride) =>
        Fill<NormalNumbers<W, N, V, T>>(key, step, samples, firstNode, nodes, destination, stride);

    public override void Uniforms(
        in NoiseKey key, long step, ReadOnlySpan<int> samples, int firstNode, int nodes, Span<T> destination, int stride,
        UnitInterval interval = UnitInterval.ClosedOpen)
    {
        if (interval == UnitInterval.ClosedOpen)
        {
            Fill<UniformNumbers<FromZero, W, N, V, T>>(key, step, samples, firstNode, nodes, destination, stride);
        }
        else
        {
            Fill<UniformNumbers<ToOne, W, N, V, T>>(key, step, samples, firstNode, nodes, destination, stride);
        }
    }

    public override void Words(in NoiseKey key, long step, int sample, int superblock, Span<uint> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(superblock);
        if (destination.Length % NoiseKey.NodesOfSuperblock != 0)
        {
            throw new ArgumentException($"{destination.Length} words are no whole number of superblocks of {NoiseKey.NodesOfSuperblock}.", nameof(destination));
        }

        W* expanded = stackalloc W[PhiloxLanes<W>.ExpandedKey];
        PhiloxLanes<W>.ExpandKey(key.Words, expanded);
        var counter = key.Counter(step, sample);
        fixed (uint* first = destination)
        {
            for (int at = 0; at < destination.Length; at += NoiseKey.NodesOfSuperblock, superblock++)
            {
                for (int lane = 0; lane < NoiseKey.Lanes; lane += W.Count)
                {
                    PhiloxLanes<W>.Draw(expanded, (uint)(NoiseKey.Lanes * superblock + lane), counter, out BlockWords<W> words);
                    uint* to = first + at + lane;
                    W.Store(to, words.X0);
                    W.Store(to + NoiseKey.Lanes, words.X1);
                    W.Store(to + 2 * NoiseKey.Lanes, words.X2);
                    W.Store(to + 3 * NoiseKey.Lanes, words.X3);
                }
            }
        }
    }

    [SkipLocalsInit]
    private static void Fill<TNumbers>(
        in NoiseKey key, long step, ReadOnlySpan<int> samples, int firstNode, int nodes, Span<T> destination, int stride)
        where TNumbers : struct, IBlockNumbers<W, T>
    {
        CheckShape(samples.Length, firstNode, nodes, destination.Length, stride);
        W* expanded = stackalloc W[PhiloxLanes<W>.ExpandedKey];
        PhiloxLanes<W>.ExpandKey(key.Words, expanded);
        fixed (T* first = destination)
        {
            for (int row = 0; row < samples.Length; row++)
            {
                FillRow<TNumbers>(expanded, key.Counter(step, samples[row]), firstNode, nodes, first + (nint)row * stride);
            }
        }
    }

    private static void CheckShape(int rows, int firstNode, int nodes, int length, int stride)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstNode);
        ArgumentOutOfRangeException.ThrowIfNegative(nodes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(nodes, int.MaxValue - firstNode);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, nodes);
        if (rows > 0 && (rows - 1L) * stride + nodes > length)
        {
            throw new ArgumentException($"{rows} rows of {nodes} numbers, {stride} apart, do not fit {length} numbers.", nameof(length));
        }
    }

    [SkipLocalsInit]
    private static void FillRow<TNumbers>(W* expanded, (uint C1, uint C2, uint C3) counter, int firstNode, int nodes, T* destination)
        where TNumbers : struct, IBlockNumbers<W, T>
    {
        T* scratch = stackalloc T[NoiseKey.NodesOfSuperblock];
        int done = 0;
        while (done < nodes)
        {
            int superblock = (firstNode + done) / NoiseKey.NodesOfSuperblock;
            int skipped = (firstNode + done) % NoiseKey.NodesOfSuperblock;
            int count = Math.Min(NoiseKey.NodesOfSuperblock - skipped, nodes - done);
            if (count == NoiseKey.NodesOfSuperblock)
            {
                FillSuperblock<TNumbers>(expanded, counter, superblock, destination + done);
            }
            else
            {
                FillSuperblock<TNumbers>(expanded, counter, superblock, scratch);
                new ReadOnlySpan<T>(scratch + skipped, count).CopyTo(new Span<T>(destination + done, count));
            }

            done += count;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FillSuperblock<TNumbers>(W* expanded, (uint C1, uint C2, uint C3) counter, int superblock, T* destination)
        where TNumbers : struct, IBlockNumbers<W, T>
    {
        for (int lane = 0; lane < NoiseKey.Lanes; lane += W.Count)
        {
            uint block = (uint)(NoiseKey.Lanes * superblock + lane);
            PhiloxLanes<W>.Draw(expanded, block, counter, out BlockWords<W> high);
            BlockWords<W> low = high;
            if (typeof(T) == typeof(double))
            {
                PhiloxLanes<W>.Draw(expanded, block | LowHalves, counter, out low);
            }

            TNumbers.Write(high, low, destination + lane);
        }
    }
}
