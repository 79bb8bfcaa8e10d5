using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.RandomStreams;

/// <summary>
/// A sequence of random numbers identified by (seed, purpose, two indices): the same identity gives the same
/// sequence, whatever else is drawn elsewhere. Not thread-safe; make one where it is needed.
/// </summary>
public sealed class RandomStream
{
    private readonly (uint, uint) _key;
    private readonly uint _index1;
    private readonly ulong _index0;
    private uint _block;
    private int _used = 4;
    private (uint X0, uint X1, uint X2, uint X3) _words;
    private double _spareGaussian = double.NaN;

    /// <summary>Opens a stream.</summary>
    /// <param name="seed">The user's seed.</param>
    /// <param name="purpose">What the numbers are for.</param>
    /// <param name="index0">First index: an epoch, an example, a coupling.</param>
    /// <param name="index1">Second index.</param>
    public RandomStream(int seed, StreamPurpose purpose, ulong index0 = 0, uint index1 = 0)
    {
        _key = (unchecked((uint)seed), (uint)purpose);
        _index0 = index0;
        _index1 = index1;
    }

    /// <summary>The number that <see cref="NextGaussian"/> gives first of each of many streams whose first index counts up.</summary>
    /// <param name="seed">The user's seed.</param>
    /// <param name="purpose">What the numbers are for.</param>
    /// <param name="index0">First index of the first stream; its low 32 bits count up.</param>
    /// <param name="index1">Second index of all.</param>
    /// <param name="destination">One number a stream.</param>
    /// <exception cref="ArgumentOutOfRangeException">The low 32 bits of the index do not suffice.</exception>
    public static void FirstGaussians(int seed, StreamPurpose purpose, ulong index0, uint index1, Span<double> destination)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((ulong)destination.Length, (1UL << 32) - (uint)index0, nameof(destination));
        NoiseKernels<double>.For(VectorWidthSelection.Widest).FirstGaussians(
            (unchecked((uint)seed), (uint)purpose), (uint)index0, ((uint)(index0 >> 32), index1), destination);
    }

    /// <summary>32 random bits.</summary>
    /// <returns>Uniform over all values.</returns>
    public uint NextUInt32()
    {
        if (_used == 4)
        {
            _words = Philox.Block((_block++, (uint)_index0, (uint)(_index0 >> 32), _index1), _key);
            _used = 0;
        }

        return _used++ switch { 0 => _words.X0, 1 => _words.X1, 2 => _words.X2, _ => _words.X3 };
    }

    /// <summary>A uniform number in [0, 1) with 53 random bits.</summary>
    /// <returns>The number.</returns>
    public double NextDouble()
    {
        ulong high = NextUInt32();
        return ((high << 32 | NextUInt32()) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>A uniform number in [low, high).</summary>
    /// <param name="low">Lower bound.</param>
    /// <param name="high">Upper bound.</param>
    /// <returns>The number.</returns>
    public double NextUniform(double low, double high) => low + (high - low) * NextDouble();

    /// <summary>A standard normal number (Box-Muller), at most 9.41 in magnitude; the same bits on every machine.</summary>
    /// <returns>Mean 0, variance 1.</returns>
    public unsafe double NextGaussian()
    {
        if (!double.IsNaN(_spareGaussian))
        {
            double spare = _spareGaussian;
            _spareGaussian = double.NaN;
            return spare;
        }

        ScalarWord radiusHigh = NextWord(), radiusLow = NextWord(), angleHigh = NextWord(), angleLow = NextWord();
        double first, second;
        BoxMuller<ScalarWord, ScalarWordNumbers<double>, ScalarLane<double>, double>.Write<LowerPart>(
            radiusHigh, radiusLow, angleHigh, angleLow, &first, &second);
        _spareGaussian = second;
        return first;
    }

    /// <summary>A uniform integer in [0, limit).</summary>
    /// <param name="limit">Exclusive upper bound, positive.</param>
    /// <returns>The integer, without modulo bias.</returns>
    public int NextInt32(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        uint range = (uint)limit;
        uint threshold = unchecked(0u - range) % range;
        while (true)
        {
            ulong product = (ulong)NextUInt32() * range;
            if ((uint)product >= threshold)
            {
                return (int)(product >> 32);
            }
        }
    }

    /// <summary>Puts items in random order (Fisher-Yates).</summary>
    /// <typeparam name="TItem">Any type.</typeparam>
    /// <param name="items">Reordered in place.</param>
    public void Shuffle<TItem>(Span<TItem> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = NextInt32(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private ScalarWord NextWord() => new(NextUInt32());
}
