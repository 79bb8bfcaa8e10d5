using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Benchmarks.Cases;

/// <summary>
/// Relaxations, with noise and without, of a layer whose neurons all see each other: hard sigmoid, single precision, one thread.
/// </summary>
internal sealed class NoisyRecurrentCase : KernelCase
{
    /// <summary>Euler steps of a relaxation.</summary>
    public const int Steps = 20;

    private readonly LayerSize _size;
    private readonly StateGroup<float> _group;

    public NoisyRecurrentCase(LayerSize size)
    {
        _size = size;
        _group = Own(Layer<float>.Group(size.Rows, size.Neurons, NeuronKind.HardSigmoid));
        BatchMatrix<float> weights = Filled<float>(size.Neurons, size.Neurons, -0.05, 0.05);
        _group.Incoming.Add(new(_group, weights, IsTransposed: false));
        _group.AddNoise(0);
        _group.NoiseAmplitude!.Row(0).Fill(0.01f);
    }

    public override Action Ours(VectorWidth width)
    {
        var noise = new StepNoise<float>(KernelSet<float>.For(width).Noise, new(1, 0, StreamPurpose.ThermalNoise));
        noise.Name([.. Enumerable.Range(0, _size.Rows)]);
        return Relax(width, noise);
    }

    /// <summary>The same relaxation of the same group, without noise.</summary>
    public Action Quiet() => Relax(VectorWidthSelection.Widest, noise: null);

    private Action Relax(VectorWidth width, StepNoise<float>? noise)
    {
        GroupStepper<float> stepper = Layer<float>.Stepper(_group, NeuronKind.HardSigmoid, width);
        Relaxation<float> relaxation = Own(new Relaxation<float>([stepper], RelaxationMethod.Euler, _size.Rows) { Noise = noise });
        return () => relaxation.Run(_size.Rows, Steps, null, threads: 1);
    }
}
