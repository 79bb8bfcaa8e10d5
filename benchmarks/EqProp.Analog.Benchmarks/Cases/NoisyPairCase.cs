using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Benchmarks.Cases;

/// <summary>
/// Relaxations of a layer and its outputs, which see each other through one reciprocal coupling: what moves in a network of 784, 500 and 10. Hard sigmoid, single
/// precision, one thread.
/// </summary>
internal sealed class NoisyPairCase : KernelCase
{
    private const int Neurons = 500;
    private const int Outputs = 10;

    private readonly int _rows;
    private readonly int _steps;
    private readonly RelaxationMethod _method;

    public NoisyPairCase(int rows, int steps, RelaxationMethod method = RelaxationMethod.Euler)
    {
        _rows = rows;
        _steps = steps;
        _method = method;
    }

    /// <summary>Neurons moved by a step in a relaxation.</summary>
    public static double NeuronSteps(int rows, int steps) => (double)rows * steps * (Neurons + Outputs);

    /// <summary>With white noise.</summary>
    public override Action Ours(VectorWidth width) => Relax(_method, width, _ => White(width));

    /// <summary>A relaxation by any method with noise of one's choice.</summary>
    /// <param name="method">How to move.</param>
    /// <param name="addNoise">Makes the noise; null: none.</param>
    public Action Relax(RelaxationMethod method, Func<StateGroup<float>[], StepNoise<float>>? addNoise) =>
        Relax(method, VectorWidthSelection.Widest, addNoise);

    /// <summary>White noise, and the names of all samples.</summary>
    public StepNoise<float> White(StateGroup<float>[] groups) => White(VectorWidthSelection.Widest);

    private StepNoise<float> White(VectorWidth width)
    {
        var noise = new StepNoise<float>(NoiseKernels<float>.For(width), new(1, 0, StreamPurpose.ThermalNoise));
        noise.Name([.. Enumerable.Range(0, _rows)]);
        return noise;
    }

    /// <summary>White noise and sources with a memory.</summary>
    /// <param name="groups">All groups.</param>
    /// <param name="sources">The sources.</param>
    public StepNoise<float> WithSources(StateGroup<float>[] groups, params ReadOnlySpan<SlowSource<float>> sources)
    {
        StepNoise<float> noise = White(groups);
        foreach (SlowSource<float> source in sources)
        {
            noise.Sources.Add(Own(source));
            foreach (BatchMatrix<float> currents in source.Currents)
            {
                currents.Row(0).Fill(0.01f);
            }
        }

        return noise;
    }

    /// <summary>White noise correlated between all states.</summary>
    public StepNoise<float> Correlated(StateGroup<float>[] groups)
    {
        StepNoise<float> noise = White(groups);
        double[,] lower = new double[Neurons + Outputs, Neurons + Outputs];
        for (int i = 0; i < Neurons + Outputs; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                lower[i, j] = 1e-3 * ((i + 3 * j) % 7);
            }
        }

        noise.Factor = Own(new NoiseFactor<float>(groups));
        noise.Factor.Write(lower);
        return noise;
    }

    private Action Relax(RelaxationMethod method, VectorWidth width, Func<StateGroup<float>[], StepNoise<float>>? addNoise)
    {
        StateGroup<float>[] groups = [.. new[] { Neurons, Outputs }.Select(size => Own(Layer<float>.Group(_rows, size, NeuronKind.HardSigmoid)))];
        BatchMatrix<float> weights = Filled<float>(Outputs, Neurons, -0.05, 0.05);
        groups[0].Incoming.Add(new(groups[1], weights, IsTransposed: false));
        groups[1].Incoming.Add(new(groups[0], weights, IsTransposed: true));
        int node = 0;
        foreach (StateGroup<float> group in groups)
        {
            group.AddNoise(node);
            group.NoiseAmplitude!.Row(0).Fill(0.01f);
            node += group.Size;
        }

        Relaxation<float> relaxation = Own(new Relaxation<float>(
            [.. groups.Select(group => Layer<float>.Stepper(group, NeuronKind.HardSigmoid, width))], method, _rows)
        {
            Noise = addNoise?.Invoke(groups),
        });
        return () => relaxation.Run(_rows, _steps, null, threads: 1);
    }
}
