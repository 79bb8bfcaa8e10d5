using BenchmarkDotNet.Attributes;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Benchmarks;

/// <summary>Random numbers into a buffer that stays in the first-level cache; times are for one number.</summary>
public class RandomBenchmarks
{
    private const int Nodes = 2048;

    private static readonly NoiseKey Key = new(1, 0, StreamPurpose.ThermalNoise);

    private readonly float[] _single = new float[Nodes];
    private readonly double[] _twice = new double[Nodes];
    private readonly uint[] _words = new uint[Nodes];
    private NoiseKernels<float> _singleNoise = null!;
    private NoiseKernels<double> _doubleNoise = null!;
    private long _step;

    /// <summary>Register width; in software where the processor has none.</summary>
    [Params(VectorWidth.Scalar, VectorWidth.Bits128, VectorWidth.Bits256, VectorWidth.Bits512)]
    public VectorWidth Width { get; set; }

    /// <summary>Chooses the kernels.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        _singleNoise = NoiseKernels<float>.For(Width);
        _doubleNoise = NoiseKernels<double>.For(Width);
    }

    /// <summary>Normal numbers, single precision.</summary>
    [Benchmark(OperationsPerInvoke = Nodes)]
    public void GaussianSingle() => _singleNoise.Gaussians(Key, _step++, 0, 0, _single);

    /// <summary>Normal numbers, double precision.</summary>
    [Benchmark(OperationsPerInvoke = Nodes)]
    public void GaussianDouble() => _doubleNoise.Gaussians(Key, _step++, 0, 0, _twice);

    /// <summary>Uniform numbers, single precision.</summary>
    [Benchmark(OperationsPerInvoke = Nodes)]
    public void UniformSingle() => _singleNoise.Uniforms(Key, _step++, 0, 0, _single);

    /// <summary>Random words.</summary>
    [Benchmark(OperationsPerInvoke = Nodes)]
    public void Words() => _singleNoise.Words(Key, _step++, 0, 0, _words);
}
