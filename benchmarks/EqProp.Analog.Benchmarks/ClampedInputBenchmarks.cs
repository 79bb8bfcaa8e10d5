using BenchmarkDotNet.Attributes;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Benchmarks;

/// <summary>The drive of clamped pictures of which a share is not zero.</summary>
public class ClampedInputBenchmarks
{
    private const int Inputs = 784;
    private const int Neurons = 500;
    private const int Batch = 20;

    private KernelSet<float> _kernels = null!;
    private ClampedInputs<float> _inputs = null!;
    private BatchMatrix<float> _weights = null!;
    private BatchMatrix<float> _drive = null!;

    /// <summary>Share of the inputs that is not zero, in percent.</summary>
    [Params(19, 100)]
    public int InkPercent { get; set; }

    /// <summary>Draws the pictures.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        _kernels = KernelSet<float>.For(VectorWidthSelection.Widest);
        _inputs = new(Batch, Inputs);
        _weights = new(Inputs, Neurons);
        _drive = new(Batch, Neurons);
        var random = new RandomStream(1, StreamPurpose.Study);
        float[] pictures = new float[Batch * Inputs];
        for (int i = 0; i < pictures.Length; i++)
        {
            pictures[i] = random.NextInt32(100) < InkPercent ? (float)random.NextDouble() : 0;
        }

        _inputs.Load(pictures, [.. Enumerable.Range(0, Batch)]);
    }

    /// <summary>Frees the buffers.</summary>
    [GlobalCleanup]
    public void CleanUp()
    {
        _inputs.Dispose();
        _weights.Dispose();
        _drive.Dispose();
    }

    /// <summary>Drive of a minibatch.</summary>
    [Benchmark]
    public void Drive() => _kernels.AddClampedDrive(_inputs, _weights, _drive, threads: 1);
}
