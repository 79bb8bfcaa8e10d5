using EqProp.Analog.Benchmarks.Machine;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Benchmarks.Cases;

/// <summary>A minibatch of clamped pictures.</summary>
/// <param name="Rows">Examples.</param>
/// <param name="Inputs">Pixels.</param>
/// <param name="Neurons">Neurons that see them.</param>
/// <param name="InkPercent">Share of the pixels that is not zero.</param>
public sealed record ClampedSize(int Rows, int Inputs, int Neurons, int InkPercent)
{
    /// <summary>Multiplications and additions with pixels that are not zero; the exact number is random.</summary>
    public double Operations => 2.0 * Rows * Inputs * Neurons * InkPercent / 100;

    /// <inheritdoc/>
    public override string ToString() => $"{Rows}x{Inputs}x{Neurons}, {InkPercent} % ink";
}

/// <summary>What clamped pictures drive, and what the layer's weights learn from them. Others do the dense product.</summary>
internal sealed class ClampedCase : KernelCase
{
    private static readonly WriteRule<float> Rule = new(1e-6f, -1, 1);
    private readonly ClampedInputs<float> _inputs;
    private readonly BatchMatrix<float> _pictures;
    private readonly BatchMatrix<float> _weights;
    private readonly BatchMatrix<float> _states;
    private readonly int _rows;
    private readonly bool _write;

    /// <summary>Draws the pictures.</summary>
    /// <param name="size">How many.</param>
    /// <param name="write">Whether to write the weights, or to form the drive.</param>
    public ClampedCase(ClampedSize size, bool write)
    {
        _rows = size.Rows;
        _write = write;
        _inputs = Own(new ClampedInputs<float>(size.Rows, size.Inputs));
        _weights = Filled<float>(size.Inputs, size.Neurons);
        _states = Filled<float>(size.Rows, size.Neurons);
        _pictures = Own(new BatchMatrix<float>(size.Rows, size.Inputs));
        var random = new RandomStream(1, StreamPurpose.Study);
        float[] all = new float[size.Rows * size.Inputs];
        for (int i = 0; i < all.Length; i++)
        {
            all[i] = random.NextInt32(100) < size.InkPercent ? (float)random.NextDouble() : 0;
            _pictures.Row(i / size.Inputs)[i % size.Inputs] = all[i];
        }

        _inputs.Load(all, [.. Enumerable.Range(0, size.Rows)]);
    }

    public override Action Ours(VectorWidth width)
    {
        KernelSet<float> kernels = KernelSet<float>.For(width);
        return _write
            ? () => kernels.WriteClamped(_inputs, _states, _weights, null, Rule, threads: 1)
            : () => kernels.AddClampedDrive(_inputs, _weights, _states, threads: 1);
    }

    public override Action Theirs(string library) => (library, _write) switch
    {
        (Contender.OpenBlas, true) => () => OpenBlas.Multiply(transposeLeft: true, _rows, _pictures, _states, _weights, Rule.Scale, beta: 1),
        (Contender.OpenBlas, false) => () => OpenBlas.Multiply(transposeLeft: false, _rows, _pictures, _weights, _states, beta: 1),
        _ => base.Theirs(library),
    };
}
