using System.Numerics;
using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>
/// Independent normal numbers for every state of every chip at every Euler step: x &lt;- project(x + rate f + amplitude xi). A chip has the numbers that
/// <see cref="Integrators.StepNoise{T}"/> gives the same sample on a chip of that number, wherever it stands in the ensemble.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="kernels">Generators of the register width in use.</param>
/// <param name="key">Which family of numbers; its chip is that of the first item, and the others count on unless they are named. Its seed is that of all, unless seeds are named.</param>
public sealed unsafe class EnsembleNoise<T>(NoiseKernels<T> kernels, NoiseKey key)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private int[] _chips = [];
    private int[] _seeds = [];
    private int? _named;

    /// <summary>Number of the first step of the next relaxation. A relaxation does not advance it.</summary>
    public long FirstStep { get; set; }

    /// <summary>Number of the sample that all chips see.</summary>
    public int Sample { get; set; }

    /// <summary>Says which chips the items are.</summary>
    /// <param name="chips">Number of each item's chip, not negative.</param>
    public void Name(ReadOnlySpan<int> chips)
    {
        int[] seeds = new int[chips.Length];
        Array.Fill(seeds, key.Seed);
        Name(chips, seeds);
    }

    /// <summary>Says which chips the items are, each with a seed of its own.</summary>
    /// <param name="chips">Number of each item's chip, not negative.</param>
    /// <param name="seeds">Seed of each item.</param>
    /// <exception cref="ArgumentException">They are not as many.</exception>
    public void Name(ReadOnlySpan<int> chips, ReadOnlySpan<int> seeds)
    {
        if (chips.Length != seeds.Length)
        {
            throw new ArgumentException($"{chips.Length} chips have {seeds.Length} seeds.", nameof(seeds));
        }

        _chips = chips.ToArray();
        _seeds = seeds.ToArray();
        _named = chips.Length;
    }

    /// <summary>Gets ready for some items, in whole blocks.</summary>
    internal void RequireChips(ChipBlocks blocks, int items)
    {
        if (kernels.Lanes != blocks.Lanes)
        {
            throw new InvalidOperationException($"The generators make numbers for {kernels.Lanes} chips at once, the blocks have {blocks.Lanes}.");
        }

        if (_named < items)
        {
            throw new InvalidOperationException($"Noise for {items} items needs the number of each one's chip: call Name. {_named} are named.");
        }

        int padded = (items + blocks.Lanes - 1) / blocks.Lanes * blocks.Lanes, known = _chips.Length;
        if (known < padded)
        {
            Array.Resize(ref _chips, padded);
            Array.Resize(ref _seeds, padded);
            for (int item = known; item < padded; item++)
            {
                _chips[item] = _named is null ? key.Chip + item : 0;
                _seeds[item] = key.Seed;
            }
        }
    }

    /// <summary>Draws for one group, block and step.</summary>
    internal void Draw(EnsembleGroup<T> group, int block, int step, T* destination)
    {
        int first = block * group.Blocks.Lanes, count = group.Blocks.Lanes;
        kernels.GaussiansOfChips(key, _seeds.AsSpan(first, count), _chips.AsSpan(first, count), FirstStep + step, Sample, group.FirstNode, group.Size, destination);
    }
}
