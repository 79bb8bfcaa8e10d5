using System.Numerics;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;
using EqProp.Analog.Numerics.Tests.Ensembles;
using EqProp.Analog.Numerics.Tests.Training;

namespace EqProp.Analog.Numerics.Tests.Stochastic;

/// <summary>States x' = -leak x + sum w y, in groups, for a batch of examples with noise.</summary>
internal sealed class NoisyNetwork<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static readonly NoiseKey Key = new(7, 3, StreamPurpose.ThermalNoise, 4);

    private readonly int _threads;
    private readonly List<IDisposable> _owned = [];

    /// <param name="rows">Most examples.</param>
    /// <param name="sizes">States of each group.</param>
    /// <param name="method">How to move.</param>
    /// <param name="weight">Weight to the first index from the second, all states counted through; null: none.</param>
    /// <param name="neuron">Equation of all states.</param>
    /// <param name="width">Register width.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="firstNode">Node of the first state.</param>
    public NoisyNetwork(
        int rows, int[] sizes, RelaxationMethod method, Func<int, int, double>? weight = null, Neuron neuron = Neuron.Linear,
        VectorWidth? width = null, int threads = 1, int firstNode = 0)
    {
        _threads = threads;
        VectorWidth lanes = width ?? VectorWidthSelection.Widest;
        int[] firsts = [.. sizes.Select((_, g) => sizes.Take(g).Sum())];
        Groups = [.. sizes.Select(size => new StateGroup<T>(rows, size, outputIsState: neuron != Neuron.Tanh))];
        _owned.AddRange(Groups);
        for (int g = 0; g < sizes.Length; g++)
        {
            Groups[g].AddNoise(firstNode + firsts[g]);
            for (int s = 0; weight is not null && s < sizes.Length; s++)
            {
                var weights = new BatchMatrix<T>(sizes[s], sizes[g]);
                _owned.Add(weights);
                Groups[g].Incoming.Add(new(Groups[s], weights, IsTransposed: false));
                for (int i = 0; i < sizes[g]; i++)
                {
                    for (int j = 0; j < sizes[s]; j++)
                    {
                        weights.Row(j)[i] = T.CreateTruncating(weight(firsts[g] + i, firsts[s] + j));
                    }
                }
            }
        }

        KernelsOfWidth = NoiseKernels<T>.For(lanes);
        Noise = new(KernelsOfWidth, Key);
        Relaxation = new([.. Groups.Select(group => FragmentStepper<T>.Make(group, neuron, lanes))], method, rows) { Noise = Noise };
        Set(_ => 1, _ => 0.25, _ => 1);
    }

    public StateGroup<T>[] Groups { get; }

    public NoiseKernels<T> KernelsOfWidth { get; }

    public StepNoise<T> Noise { get; }

    public Relaxation<T> Relaxation { get; }

    public int Size => Groups.Sum(group => group.Size);

    /// <summary>Sets leak, rate and amplitude of every state.</summary>
    public NoisyNetwork<T> Set(Func<int, double> leak, Func<int, double> rate, Func<int, double> amplitude)
    {
        int state = 0;
        foreach (StateGroup<T> group in Groups)
        {
            for (int i = 0; i < group.Size; i++, state++)
            {
                group.Leak.Row(0)[i] = T.CreateTruncating(leak(state));
                group.Rate.Row(0)[i] = T.CreateTruncating(rate(state));
                group.NoiseAmplitude!.Row(0)[i] = T.CreateTruncating(amplitude(state));
            }
        }

        return this;
    }

    /// <summary>Correlates the white noise.</summary>
    public NoisyNetwork<T> Correlate(double[,] lower)
    {
        var factor = new NoiseFactor<T>(Groups);
        _owned.Add(factor);
        factor.Write(lower);
        Noise.Factor = factor;
        return this;
    }

    /// <summary>Adds a source whose current into each state is given.</summary>
    public NoisyNetwork<T> Add(SlowSource<T> source, Func<int, double> current)
    {
        _owned.Add(source);
        for (int g = 0, state = 0; g < source.Groups.Count; g++)
        {
            Span<T> currents = source.Currents[g].Row(0);
            for (int i = 0; i < currents.Length; i++, state++)
            {
                currents[i] = T.CreateTruncating(current(state));
            }
        }

        Noise.Sources.Add(source);
        return this;
    }

    /// <summary>Names the samples, puts all states to zero or to what is given, and runs.</summary>
    public RelaxationResult Start(int[] samples, long firstStep, int steps, Func<int, int, double>? state = null)
    {
        for (int row = 0; row < samples.Length; row++)
        {
            int at = 0;
            foreach (StateGroup<T> group in Groups)
            {
                for (int i = 0; i < group.Size; i++, at++)
                {
                    group.State(0).Row(row)[i] = T.CreateTruncating(state?.Invoke(row, at) ?? 0);
                }
            }
        }

        Relaxation.AdmitStates(samples.Length);
        Noise.Name(samples);
        return Continue(samples.Length, firstStep, steps);
    }

    /// <summary>Goes on from the present states.</summary>
    public RelaxationResult Continue(int rows, long firstStep, int steps)
    {
        Noise.FirstStep = firstStep;
        return Relaxation.Run(rows, steps, null, _threads);
    }

    /// <summary>All states of an example.</summary>
    public T[] States(int row) => [.. Groups.SelectMany(group => group.State(0).Row(row).ToArray())];

    public void Dispose()
    {
        Relaxation.Dispose();
        _owned.ForEach(owned => owned.Dispose());
    }
}
