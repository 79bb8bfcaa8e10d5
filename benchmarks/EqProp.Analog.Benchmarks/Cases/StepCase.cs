using System.Numerics;
using System.Numerics.Tensors;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Benchmarks.Cases;

/// <summary>A layer of neurons for a batch of examples.</summary>
/// <param name="Rows">Examples.</param>
/// <param name="Neurons">Neurons.</param>
public sealed record LayerSize(int Rows, int Neurons)
{
    /// <summary>States.</summary>
    public double Elements => (double)Rows * Neurons;

    /// <inheritdoc/>
    public override string ToString() => $"{Rows}x{Neurons}";
}

/// <summary>An Euler step of neurons that are not coupled: state, drive, leak and rate in, state and output out.</summary>
internal sealed unsafe class StepCase : KernelCase
{
    private readonly LayerSize _size;
    private readonly NeuronKind _kind;
    private readonly StateGroup<float> _group;
    private readonly float[] _scratch;

    public StepCase(LayerSize size, NeuronKind kind)
    {
        _size = size;
        _kind = kind;
        _group = Own(Layer<float>.Group(size.Rows, size.Neurons, kind));
        _scratch = new float[size.Neurons];
    }

    /// <summary>Elements, with the bytes of drive, state and what is written; leak and rate are shared by the batch.</summary>
    public static Work Work(LayerSize size, NeuronKind kind) =>
        Cases.Work.Moved(size.Elements, sizeof(float) * (kind == NeuronKind.HardSigmoid ? 3 : 5));

    public override Action Ours(VectorWidth width)
    {
        GroupStepper<float> stepper = Layer<float>.Stepper(_group, _kind, width);
        return () => stepper.Euler(0, _size.Rows, 0, null);
    }

    public override Action Theirs(string library) => library == Contender.Tensors ? InPasses : base.Theirs(library);

    private void InPasses()
    {
        for (int row = 0; row < _size.Rows; row++)
        {
            Span<float> state = _group.State(0).Row(row), next = _group.State(1).Row(row);
            TensorPrimitives.Multiply(_group.Leak.Row(0), state, _scratch);
            TensorPrimitives.Subtract(_group.Drive.Row(row), _scratch, _scratch);
            TensorPrimitives.MultiplyAdd(_group.Rate.Row(0), _scratch, state, next);
            if (_kind == NeuronKind.HardSigmoid)
            {
                TensorPrimitives.Clamp(next, 0f, 1f, next);
            }
            else
            {
                TensorPrimitives.Tanh(next, _group.Output(1).Row(row));
            }
        }
    }
}
