using System.Numerics;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Numerics.Integrators;

/// <summary>
/// Noise at every step of a relaxation: normal numbers for every state, x &lt;- project(x + rate f + amplitude xi), and sources with a memory. Numbers
/// are named by (key, step, sample, node), so batches, threads and register widths do not change them, and a relaxation can be
/// repeated step by step.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="kernels">Generators of the register width in use.</param>
/// <param name="key">Which family of numbers; <see cref="RelaxationMethod.StochasticRungeKutta"/> takes the channel after it too.</param>
public sealed class StepNoise<T>(NoiseKernels<T> kernels, NoiseKey key)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private int[] _samples = [];
    private bool _isNew;

    /// <summary>Whether states have white noise, besides what <see cref="Sources"/> add.</summary>
    public bool IsWhite { get; set; } = true;

    /// <summary>Correlations of the white noise; null where each state has noise of its own.</summary>
    public NoiseFactor<T>? Factor { get; set; }

    /// <summary>Sources with a memory. They act on groups that have room for noise.</summary>
    public IList<SlowSource<T>> Sources { get; } = [];

    /// <summary>Samples that are named.</summary>
    internal int Named => _samples.Length;

    /// <summary>
    /// Number of the first step of the next relaxation. A relaxation does not advance it: whoever joins phases moves it on by
    /// the steps taken, or two phases see the same noise.
    /// </summary>
    public long FirstStep { get; set; }

    /// <summary>
    /// Says which samples the examples of the batch are; to be called for every batch. Sources with a memory begin anew from their stationary law.
    /// </summary>
    /// <param name="samples">Number of each example's sample, in the order of the batch.</param>
    public void Name(ReadOnlySpan<int> samples)
    {
        if (_samples.Length != samples.Length)
        {
            _samples = new int[samples.Length];
        }

        samples.CopyTo(_samples);
        _isNew = true;
    }

    /// <summary>Gets sources ready for a relaxation.</summary>
    internal void Begin()
    {
        foreach (SlowSource<T> source in Sources)
        {
            source.NoteRates();
            if (_isNew)
            {
                source.Start(kernels, FirstStep, _samples);
            }
        }

        _isNew = false;
    }

    /// <summary>Draws the numbers of a step for one group.</summary>
    internal void Draw(StateGroup<T> group, int firstRow, int rows, int step)
    {
        if (group.Noise is { } noise)
        {
            Draw(key, noise, group, firstRow, rows, step);
        }
    }

    /// <summary>Draws the numbers of the next step for one group, or the second numbers of this one.</summary>
    internal void DrawNext(StateGroup<T> group, int firstRow, int rows, int step, bool isSecond)
    {
        if (group.NextNoise is { } noise)
        {
            Draw(isSecond ? key.WithChannel(key.Channel + 1) : key, noise, group, firstRow, rows, step);
        }
    }

    /// <summary>Adds what the sources do in a step.</summary>
    internal void AddSources(DisturbanceKernels<T> disturbance, int firstRow, int rows, int step)
    {
        for (int s = 0; s < Sources.Count; s++)
        {
            Sources[s].Step(kernels, disturbance, FirstStep + step, _samples.AsSpan(firstRow, rows), firstRow);
        }
    }

    private void Draw(in NoiseKey name, BatchMatrix<T> numbers, StateGroup<T> group, int firstRow, int rows, int step) =>
        kernels.Gaussians(name, FirstStep + step, _samples.AsSpan(firstRow, rows), group.FirstNode, group.Size, numbers.RowBlock(firstRow, rows), numbers.Stride);
}
