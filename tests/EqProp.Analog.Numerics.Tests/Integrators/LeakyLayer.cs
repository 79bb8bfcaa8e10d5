using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;
using EqProp.Analog.Numerics.Tests.Ensembles;
using EqProp.Analog.Numerics.Tests.Training;

namespace EqProp.Analog.Numerics.Tests.Integrators;

/// <summary>Noisy states that see nothing: x &lt;- x - rate leak x + amplitude xi from x = 0.</summary>
internal sealed class LeakyLayer : IDisposable
{
    public static readonly NoiseKey Key = new(5, 1, StreamPurpose.ThermalNoise);

    private readonly StateGroup<double> _group;
    private readonly Relaxation<double> _relaxation;

    public LeakyLayer(int rows, int size, int firstNode, Func<int, double> amplitude, double leak = 1, RelaxationMethod method = RelaxationMethod.Euler)
    {
        _group = new(rows, size, outputIsState: method == RelaxationMethod.Euler);
        _group.AddNoise(firstNode);
        for (int i = 0; i < size; i++)
        {
            _group.Leak.Row(0)[i] = leak;
            _group.Rate.Row(0)[i] = Rate(i);
            _group.NoiseAmplitude!.Row(0)[i] = amplitude(i);
        }

        _relaxation = new([FragmentStepper<double>.Make(_group, Neuron.Linear, VectorWidthSelection.Widest)], method, rows);
        Noise = new(NoiseKernels<double>.For(VectorWidthSelection.Widest), Key);
        _relaxation.Noise = Noise;
    }

    public StepNoise<double> Noise { get; }

    public static double Rate(int i) => i % 2 == 0 ? 0.25 : 0.5;

    public RelaxationResult Run(int[] samples, long firstStep, int steps, bool noisy = true)
    {
        Noise.Name(samples);
        Noise.FirstStep = firstStep;
        _relaxation.Noise = noisy ? Noise : null;
        return _relaxation.Run(samples.Length, steps, null, threads: 1);
    }

    public double[] States(int row) => _group.State(0).Row(row).ToArray();

    public void Dispose()
    {
        _relaxation.Dispose();
        _group.Dispose();
    }
}
