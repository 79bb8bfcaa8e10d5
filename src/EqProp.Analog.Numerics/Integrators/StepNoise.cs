using System.Numerics;
using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Numerics.Integrators;

/// <summary>
/// Independent normal numbers for every state at every Euler step: x &lt;- project(x + rate f + amplitude xi). They are named
/// by (key, step, sample, node), so batches, threads and register widths do not change them, and a relaxation can be
/// repeated step by step.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="kernels">Generators of the register width in use.</param>
/// <param name="key">Which family of numbers.</param>
public sealed class StepNoise<T>(NoiseKernels<T> kernels, NoiseKey key)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private int[] _samples = [];

    /// <summary>Samples that are named.</summary>
    internal int Named => _samples.Length;

    /// <summary>
    /// Number of the first step of the next relaxation. A relaxation does not advance it: whoever joins phases moves it on by
    /// the steps taken, or two phases see the same noise.
    /// </summary>
    public long FirstStep { get; set; }

    /// <summary>Says which samples the examples of the batch are; to be called for every batch.</summary>
    /// <param name="samples">Number of each example's sample, in the order of the batch.</param>
    public void Name(ReadOnlySpan<int> samples)
    {
        if (_samples.Length != samples.Length)
        {
            _samples = new int[samples.Length];
        }

        samples.CopyTo(_samples);
    }

    /// <summary>Draws for one group and step.</summary>
    internal void Draw(StateGroup<T> group, int firstRow, int rows, int step)
    {
        if (group.Noise is { } noise)
        {
            Span<T> draws = noise.RowBlock(firstRow, rows);
            kernels.Gaussians(in key, FirstStep + step, _samples.AsSpan(firstRow, rows), group.FirstNode, group.Size, draws, noise.Stride);
        }
    }
}
