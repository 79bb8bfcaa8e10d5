using System.Numerics;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.RandomStreams;

/// <summary>
/// Fills rows of nodes with random numbers that depend on (key, step, sample, node) alone; see <see cref="NoiseKey"/>.
/// Every width writes the same bits. Nothing is allocated, and nothing is written outside what is asked for.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public abstract unsafe class NoiseKernels<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The kernels of a width.</summary>
    /// <param name="width">Which.</param>
    /// <returns>The kernels.</returns>
    public static NoiseKernels<T> For(VectorWidth width) => width switch
    {
        VectorWidth.Bits512 => new NoiseKernels<Word512, WordNumbers512<T>, Lane512<T>, T>(),
        VectorWidth.Bits256 => new NoiseKernels<Word256, WordNumbers256<T>, Lane256<T>, T>(),
        VectorWidth.Bits128 => new NoiseKernels<Word128, WordNumbers128<T>, Lane128<T>, T>(),
        _ => new NoiseKernels<ScalarWord, ScalarWordNumbers<T>, ScalarLane<T>, T>(),
    };

    /// <summary>Standard normal numbers: mean 0, variance 1, at most 6.66 (float) or 9.41 (double) in magnitude.</summary>
    /// <param name="key">Which numbers.</param>
    /// <param name="step">Time step, 0 to 2^48 - 1.</param>
    /// <param name="sample">Which example of a batch or data set; any number.</param>
    /// <param name="firstNode">Node of the first number, not negative.</param>
    /// <param name="destination">One number a node; may be empty.</param>
    public void Gaussians(in NoiseKey key, long step, int sample, int firstNode, Span<T> destination) =>
        Gaussians(key, step, [sample], firstNode, destination.Length, destination, destination.Length);

    /// <summary>Standard normal numbers for a batch: a row a sample.</summary>
    /// <param name="key">Which numbers.</param>
    /// <param name="step">Time step, 0 to 2^48 - 1.</param>
    /// <param name="samples">The sample of each row, in any order.</param>
    /// <param name="firstNode">Node of the first column, not negative.</param>
    /// <param name="nodes">Columns to fill.</param>
    /// <param name="destination">[samples x nodes], rows <paramref name="stride"/> apart; what lies between rows is left alone.</param>
    /// <param name="stride">Numbers between the starts of two rows, at least <paramref name="nodes"/>.</param>
    /// <exception cref="ArgumentException">The rows do not fit the destination.</exception>
    public abstract void Gaussians(
        in NoiseKey key, long step, ReadOnlySpan<int> samples, int firstNode, int nodes, Span<T> destination, int stride);

    /// <summary>Uniform numbers with 24 (float) or 53 (double) random bits.</summary>
    /// <param name="key">Which numbers.</param>
    /// <param name="step">Time step, 0 to 2^48 - 1.</param>
    /// <param name="sample">Which example of a batch or data set; any number.</param>
    /// <param name="firstNode">Node of the first number, not negative.</param>
    /// <param name="destination">One number a node; may be empty.</param>
    /// <param name="interval">Which end belongs to the interval.</param>
    public void Uniforms(
        in NoiseKey key, long step, int sample, int firstNode, Span<T> destination, UnitInterval interval = UnitInterval.ClosedOpen) =>
        Uniforms(key, step, [sample], firstNode, destination.Length, destination, destination.Length, interval);

    /// <summary>Uniform numbers for a batch: a row a sample.</summary>
    /// <param name="key">Which numbers.</param>
    /// <param name="step">Time step, 0 to 2^48 - 1.</param>
    /// <param name="samples">The sample of each row, in any order.</param>
    /// <param name="firstNode">Node of the first column, not negative.</param>
    /// <param name="nodes">Columns to fill.</param>
    /// <param name="destination">[samples x nodes], rows <paramref name="stride"/> apart; what lies between rows is left alone.</param>
    /// <param name="stride">Numbers between the starts of two rows, at least <paramref name="nodes"/>.</param>
    /// <param name="interval">Which end belongs to the interval.</param>
    /// <exception cref="ArgumentException">The rows do not fit the destination.</exception>
    public abstract void Uniforms(
        in NoiseKey key, long step, ReadOnlySpan<int> samples, int firstNode, int nodes, Span<T> destination, int stride,
        UnitInterval interval = UnitInterval.ClosedOpen);

    /// <summary>The first normal number of each of many streams of double precision, which differ in counter word 1 alone: that of <see cref="RandomStream.NextGaussian"/>.</summary>
    /// <param name="key">Key of the streams.</param>
    /// <param name="index">Counter word 1 of the first stream; the next ones count up, modulo 2^32.</param>
    /// <param name="counter">Counter words 2 and 3.</param>
    /// <param name="destination">One number a stream.</param>
    internal abstract void FirstGaussians((uint K0, uint K1) key, uint index, (uint C2, uint C3) counter, Span<T> destination);

    /// <summary>Chips whose numbers <see cref="GaussiansOfChips"/> makes together: the numbers of a register.</summary>
    internal abstract int Lanes { get; }

    /// <summary>
    /// Standard normal numbers of one sample on as many chips as a register has numbers, each those that <see cref="Gaussians(in NoiseKey, long, int, int, Span{T})"/>
    /// writes for its chip: a row a node, a column a chip.
    /// </summary>
    /// <param name="key">Which numbers; its seed and its chip are not read.</param>
    /// <param name="seeds">Seed of each chip; as many as <see cref="Lanes"/>.</param>
    /// <param name="chips">Number of each chip, not negative; as many as <see cref="Lanes"/>.</param>
    /// <param name="step">Time step, 0 to 2^48 - 1.</param>
    /// <param name="sample">Which example.</param>
    /// <param name="firstNode">Node of the first row, not negative.</param>
    /// <param name="nodes">Rows.</param>
    /// <param name="destination">[nodes x chips].</param>
    internal abstract void GaussiansOfChips(
        in NoiseKey key, ReadOnlySpan<int> seeds, ReadOnlySpan<int> chips, long step, int sample, int firstNode, int nodes, T* destination);

    /// <summary>The random words under the numbers of whole superblocks of <see cref="NoiseKey.NodesOfSuperblock"/> nodes.</summary>
    /// <param name="key">Which numbers.</param>
    /// <param name="step">Time step, 0 to 2^48 - 1.</param>
    /// <param name="sample">Which example.</param>
    /// <param name="superblock">First superblock: it begins at node 64 times this; below 2^25.</param>
    /// <param name="destination">Whole superblocks, one word a node (the high one in double precision).</param>
    /// <exception cref="ArgumentException">The destination is not a whole number of superblocks.</exception>
    public abstract void Words(in NoiseKey key, long step, int sample, int superblock, Span<uint> destination);
}
