using System.Numerics.Tensors;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Benchmarks.Cases;

/// <summary>What passes over all states once a minibatch.</summary>
public enum MinibatchEnd
{
    /// <summary>Column sums of the states' differences, added to the biases.</summary>
    Biases,

    /// <summary>Difference and negation of held states.</summary>
    Contrast,
}

/// <summary>The passes over all states after the phases of a minibatch.</summary>
internal sealed class MinibatchEndCase : KernelCase
{
    private const float Scale = 1e-6f;
    private readonly MinibatchEnd _pass;
    private readonly LayerSize _size;
    private readonly BatchMatrix<float>[] _states;
    private readonly BatchMatrix<float> _biases;

    public MinibatchEndCase(MinibatchEnd pass, LayerSize size)
    {
        _pass = pass;
        _size = size;
        _states = [.. Enumerable.Range(0, pass == MinibatchEnd.Biases ? 1 : 4).Select(_ => Filled<float>(size.Rows, size.Neurons))];
        _biases = Filled<float>(1, size.Neurons);
    }

    /// <summary>Elements, with the bytes that are read and written.</summary>
    public static Work Work(MinibatchEnd pass, LayerSize size) => Cases.Work.Moved(size.Elements, sizeof(float) * (pass == MinibatchEnd.Biases ? 1 : 4));

    public override Action Ours(VectorWidth width)
    {
        KernelSet<float> kernels = KernelSet<float>.For(width);
        return _pass == MinibatchEnd.Biases
            ? () => kernels.WriteBiases(_size.Rows, _states[0], _biases, Scale)
            : () => kernels.Contrast(_size.Rows, _states[0], _states[1], _states[2], _states[3]);
    }

    public override Action Theirs(string library) => library == Contender.Tensors ? ByRows : base.Theirs(library);

    private void ByRows()
    {
        for (int row = 0; row < _size.Rows; row++)
        {
            if (_pass == MinibatchEnd.Biases)
            {
                TensorPrimitives.MultiplyAdd(_states[0].Row(row), Scale, _biases.Row(0), _biases.Row(0));
                continue;
            }

            TensorPrimitives.Subtract(_states[0].Row(row), _states[1].Row(row), _states[2].Row(row));
            TensorPrimitives.Negate<float>(_states[1].Row(row), _states[3].Row(row));
        }
    }
}
