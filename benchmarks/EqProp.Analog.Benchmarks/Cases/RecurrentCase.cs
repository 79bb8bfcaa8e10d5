using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Benchmarks.Cases;

/// <summary>Steps of a layer whose neurons all see each other, hard sigmoid, single precision.</summary>
internal sealed unsafe class RecurrentCase : KernelCase
{
    private readonly LayerSize _size;
    private readonly RelaxationMethod _method;
    private readonly StateGroup<float> _group;

    public RecurrentCase(LayerSize size, RelaxationMethod method = RelaxationMethod.Euler)
    {
        _size = size;
        _method = method;
        _group = Own(Layer<float>.Group(size.Rows, size.Neurons, NeuronKind.HardSigmoid));
        BatchMatrix<float> weights = Filled<float>(size.Neurons, size.Neurons, -0.05, 0.05);
        _group.Incoming.Add(new(_group, weights, IsTransposed: false));
    }

    /// <summary>Operations of one product alone.</summary>
    public static double Operations(LayerSize size) => 2.0 * size.Rows * size.Neurons * size.Neurons;

    public override Action Ours(VectorWidth width)
    {
        GroupStepper<float> stepper = Layer<float>.Stepper(_group, NeuronKind.HardSigmoid, width);
        return _method == RelaxationMethod.Euler
            ? () => stepper.Euler(0, _size.Rows, 0, null)
            : () =>
            {
                for (int stage = 0; stage < 4; stage++)
                {
                    stepper.RungeKutta(0, _size.Rows, stage, null);
                }
            };
    }

    /// <summary>A relaxation of a fixed number of steps.</summary>
    /// <param name="steps">Steps.</param>
    /// <param name="threads">Threads.</param>
    public Action Relax(int steps, int threads)
    {
        GroupStepper<float> stepper = Layer<float>.Stepper(_group, NeuronKind.HardSigmoid, VectorWidthSelection.Widest);
        Relaxation<float> relaxation = Own(new Relaxation<float>([stepper], _method, _size.Rows));
        return () => relaxation.Run(_size.Rows, steps, null, threads);
    }
}
