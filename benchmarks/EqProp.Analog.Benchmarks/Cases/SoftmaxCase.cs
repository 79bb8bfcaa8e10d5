using System.Numerics.Tensors;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Benchmarks.Cases;

/// <summary>The softmax error of an external read-out, in place: each call starts from the last one's result.</summary>
internal sealed class SoftmaxCase : KernelCase
{
    private const float Scale = 0.5f;
    private readonly LayerSize _size;
    private readonly BatchMatrix<float> _logits;
    private readonly BatchMatrix<float> _targets;

    public SoftmaxCase(LayerSize size)
    {
        _size = size;
        _logits = Filled<float>(size.Rows, size.Neurons);
        _targets = Filled<float>(size.Rows, size.Neurons, 0, 1);
    }

    public override Action Ours(VectorWidth width)
    {
        KernelSet<float> kernels = KernelSet<float>.For(width);
        return () => kernels.SoftmaxError(0, _size.Rows, _logits, _targets, Scale);
    }

    public override Action Theirs(string library) => library == Contender.Tensors ? InPasses : base.Theirs(library);

    private void InPasses()
    {
        for (int row = 0; row < _size.Rows; row++)
        {
            Span<float> values = _logits.Row(row);
            TensorPrimitives.SoftMax(values, values);
            TensorPrimitives.Subtract(values, _targets.Row(row), values);
            TensorPrimitives.Multiply(values, Scale, values);
        }
    }
}
