using BenchmarkDotNet.Attributes;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;
using MathNet.Numerics.LinearAlgebra;
using Matrix = MathNet.Numerics.LinearAlgebra.Matrix<float>;

namespace EqProp.Analog.Benchmarks;

/// <summary>A batch of states times a weight matrix, single precision, beside MathNet's managed product.</summary>
public class ProductBenchmarks
{
    private const int Inner = 500;
    private const int Columns = 500;

    private KernelSet<float> _kernels = null!;
    private BatchMatrix<float> _start = null!;
    private BatchMatrix<float> _left = null!;
    private BatchMatrix<float> _right = null!;
    private BatchMatrix<float> _result = null!;
    private Matrix _mathNetLeft = null!;
    private Matrix _mathNetRight = null!;

    /// <summary>Examples.</summary>
    [Params(20, 128)]
    public int Batch { get; set; }

    /// <summary>Fills the matrices.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        _kernels = KernelSet<float>.For(VectorWidthSelection.Widest);
        _start = new(1, Columns);
        _left = new(Batch, Inner);
        _right = new(Inner, Columns);
        _result = new(Batch, Columns);
        var random = new RandomStream(1, StreamPurpose.Study);
        Fill(_left, random);
        Fill(_right, random);
        _mathNetLeft = Matrix.Build.Dense(Batch, Inner, (i, j) => _left.Row(i)[j]);
        _mathNetRight = Matrix.Build.Dense(Inner, Columns, (i, j) => _right.Row(i)[j]);
    }

    /// <summary>Frees the matrices.</summary>
    [GlobalCleanup]
    public void CleanUp()
    {
        foreach (var matrix in (BatchMatrix<float>[])[_start, _left, _right, _result])
        {
            matrix.Dispose();
        }
    }

    /// <summary>Ours.</summary>
    [Benchmark(Baseline = true)]
    public void Kernel() => _kernels.Multiply(0, Batch, _start, _left, _right, _result);

    /// <summary>MathNet's.</summary>
    /// <returns>The product.</returns>
    [Benchmark]
    public Matrix<float> MathNet() => _mathNetLeft.Multiply(_mathNetRight);

    private static void Fill(BatchMatrix<float> matrix, RandomStream random)
    {
        for (int i = 0; i < matrix.Rows; i++)
        {
            foreach (ref float value in matrix.Row(i))
            {
                value = (float)random.NextUniform(-1, 1);
            }
        }
    }
}
