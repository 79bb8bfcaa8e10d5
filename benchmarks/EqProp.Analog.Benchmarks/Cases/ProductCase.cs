using System.Numerics;
using System.Numerics.Tensors;
using EqProp.Analog.Benchmarks.Machine;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace EqProp.Analog.Benchmarks.Cases;

/// <summary>A product [rows x depth] [depth x columns].</summary>
/// <param name="Rows">Examples.</param>
/// <param name="Depth">Length of the sums.</param>
/// <param name="Columns">Neurons.</param>
public sealed record ProductSize(int Rows, int Depth, int Columns)
{
    /// <summary>Multiplications and additions.</summary>
    public double Operations => 2.0 * Rows * Depth * Columns;

    /// <inheritdoc/>
    public override string ToString() => $"{Rows}x{Depth}x{Columns}";
}

/// <summary>A batch of states times a weight matrix.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class ProductCase<T> : KernelCase
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ProductSize _size;
    private readonly BatchMatrix<T> _start;
    private readonly BatchMatrix<T> _left;
    private readonly BatchMatrix<T> _right;
    private readonly BatchMatrix<T> _result;

    public ProductCase(ProductSize size)
    {
        _size = size;
        _start = Own(new BatchMatrix<T>(1, size.Columns));
        _left = Filled<T>(size.Rows, size.Depth);
        _right = Filled<T>(size.Depth, size.Columns);
        _result = Own(new BatchMatrix<T>(size.Rows, size.Columns));
    }

    public override Action Ours(VectorWidth width)
    {
        KernelSet<T> kernels = KernelSet<T>.For(width);
        return Checked(() => kernels.Multiply(0, _size.Rows, _start, _left, _right, _result));
    }

    public override Action Theirs(string library) => library switch
    {
        Contender.OpenBlas => Checked(() => OpenBlas.Multiply(transposeLeft: false, _size.Rows, _left, _right, _result)),
        Contender.Tensors => Checked(AddRows),
        Contender.MathNet => ByMathNet(),
        _ => base.Theirs(library),
    };

    private void AddRows()
    {
        for (int row = 0; row < _size.Rows; row++)
        {
            Span<T> result = _result.Row(row);
            result.Clear();
            ReadOnlySpan<T> left = _left.Row(row);
            for (int k = 0; k < left.Length; k++)
            {
                TensorPrimitives.MultiplyAdd(_right.Row(k), left[k], result, result);
            }
        }
    }

    private Action ByMathNet()
    {
        Control.UseManaged();
        Control.UseSingleThread();
        var left = Matrix<T>.Build.Dense(_size.Rows, _size.Depth, (i, j) => _left.Row(i)[j]);
        var right = Matrix<T>.Build.Dense(_size.Depth, _size.Columns, (i, j) => _right.Row(i)[j]);
        var result = Matrix<T>.Build.Dense(_size.Rows, _size.Columns);
        return () => left.Multiply(right, result);
    }

    /// <summary>Runs once and compares the last row with sums in double precision.</summary>
    private Action Checked(Action work)
    {
        work();
        int row = _size.Rows - 1;
        for (int column = 0; column < _size.Columns; column++)
        {
            double sum = 0;
            for (int k = 0; k < _size.Depth; k++)
            {
                sum += double.CreateTruncating(_left.Row(row)[k]) * double.CreateTruncating(_right.Row(k)[column]);
            }

            double tolerance = (typeof(T) == typeof(float) ? 1e-6 : 1e-14) * _size.Depth;
            if (!(Math.Abs(sum - double.CreateTruncating(_result.Row(row)[column])) <= tolerance))
            {
                throw new InvalidOperationException($"Entry ({row}, {column}) of {_size} is {_result.Row(row)[column]}, not {sum}.");
            }
        }

        return work;
    }
}
