using System.Numerics;
using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>
/// Independent normal numbers for every state of every chip at every Euler step: x &lt;- project(x + rate f + amplitude xi). A chip has the numbers that
/// <see cref="Integrators.StepNoise{T}"/> gives the same sample on a chip of that number, wherever it stands in the ensemble.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="kernels">Generators of the register width in use.</param>
/// <param name="key">Which family of numbers; its chip is that of the first item, and the others count on unless they are named.</param>
public sealed unsafe class EnsembleNoise<T>(NoiseKernels<T> kernels, NoiseKey key)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private int[] _chips = [];
    private int? _named;

    /// <summary>Number of the first step of the next relaxation. A relaxation does not advance it.</summary>
    public long FirstStep { get; set; }

    /// <summary>Number of the sample that all chips see.</summary>
    public int Sample { get; set; }

    /// <summary>Says which chips the items are.</summary>
    /// <param name="chips">Number of each item's chip, not negative.</param>
    public void Name(ReadOnlySpan<int> chips)
    {
        _chips = chips.ToArray();
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
            for (int item = known; item < padded; item++)
            {
                _chips[item] = _named is null ? key.Chip + item : 0;
            }
        }
    }

    /// <summary>Draws for one group, block and step.</summary>
    internal void Draw(EnsembleGroup<T> group, int block, int step, T* destination) =>
        kernels.GaussiansOfChips(key, _chips.AsSpan(block * group.Blocks.Lanes, group.Blocks.Lanes), FirstStep + step, Sample, group.FirstNode, group.Size, destination);
}
