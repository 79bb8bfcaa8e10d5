using System.Numerics.Tensors;
using EqProp.Analog.Benchmarks.Machine;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Benchmarks.Cases;

/// <summary>A weight matrix [inputs x outputs] that one example meets.</summary>
/// <param name="Outputs">Neurons.</param>
/// <param name="Inputs">Length of the sums.</param>
public sealed record MatrixSize(int Outputs, int Inputs)
{
    /// <summary>Bytes of the weights, single precision.</summary>
    public double Bytes => (double)Outputs * Inputs * sizeof(float);

    /// <inheritdoc/>
    public override string ToString() => $"{Outputs}x{Inputs}";
}

/// <summary>One example's states times a weight matrix, single precision: every weight is read for two operations.</summary>
internal sealed class VectorProductCase : KernelCase
{
    private readonly BatchMatrix<float> _start;
    private readonly BatchMatrix<float> _left;
    private readonly BatchMatrix<float> _right;
    private readonly BatchMatrix<float> _result;

    public VectorProductCase(MatrixSize size)
    {
        _start = Own(new BatchMatrix<float>(1, size.Outputs));
        _left = Filled<float>(1, size.Inputs);
        _right = Filled<float>(size.Inputs, size.Outputs);
        _result = Own(new BatchMatrix<float>(1, size.Outputs));
    }

    public override Action Ours(VectorWidth width)
    {
        KernelSet<float> kernels = KernelSet<float>.For(width);
        return () => kernels.Multiply(0, 1, _start, _left, _right, _result);
    }

    public override Action Theirs(string library) => library switch
    {
        Contender.OpenBlas => () => OpenBlas.MultiplyVector(_left, _right, _result),
        Contender.Tensors => AddRows,
        _ => base.Theirs(library),
    };

    private void AddRows()
    {
        Span<float> result = _result.Row(0);
        result.Clear();
        ReadOnlySpan<float> left = _left.Row(0);
        for (int k = 0; k < left.Length; k++)
        {
            TensorPrimitives.MultiplyAdd(_right.Row(k), left[k], result, result);
        }
    }
}
