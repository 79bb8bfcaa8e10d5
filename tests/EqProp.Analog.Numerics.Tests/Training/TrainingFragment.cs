using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;
using EqProp.Analog.Numerics.Tests.Ensembles;

namespace EqProp.Analog.Numerics.Tests.Training;

/// <summary>
/// A small noisy network that learns from drawn, mostly empty pictures by equilibrium propagation: the kernels put together
/// as a simulator does. A minibatch is a free phase, a nudged phase and a write of everything plastic.
/// </summary>
internal sealed class TrainingFragment<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public const int PhaseSteps = 10;
    public const int Capacity = 40;
    private const int Inputs = 100;
    private const int Examples = 64;
    private const double Beta = 0.5;
    private const double Amplitude = 0.02;
    private const double Gain = 0.005;

    private readonly KernelSet<T> _kernels;
    private readonly int _threads;
    private readonly ClampedInputs<T> _inputs = new(Capacity, Inputs);
    private readonly float[] _pictures = new float[Examples * Inputs];
    private readonly StateGroup<T>[] _groups;
    private readonly BatchMatrix<T> _inputWeights;
    private readonly BatchMatrix<T>[] _biases;
    private readonly FragmentCoupling<T>[] _couplings;
    private readonly BatchMatrix<T>[][] _held;

    public TrainingFragment(FragmentShape shape, VectorWidth width, int threads)
    {
        _kernels = KernelSet<T>.For(width);
        _threads = threads;
        var stream = new RandomStream(3, StreamPurpose.Study);
        foreach (ref float pixel in _pictures.AsSpan())
        {
            pixel = (float)Math.Max(0, stream.NextUniform(-4, 1));
        }

        int[] sizes = shape == FragmentShape.Layered ? [50, 21, 7] : [50, 7];
        _groups = [.. sizes.Select((size, g) => Group(size, g == 0 ? Neuron.Tanh : Neuron.Rail, firstNode: sizes.Take(g).Sum()))];
        _biases = [.. sizes.Select(size => FragmentCoupling<T>.Drawn(1, size, stream))];
        _inputWeights = FragmentCoupling<T>.Drawn(Inputs, sizes[0], stream);
        (int Small, int Large)[] pairs = shape == FragmentShape.Layered ? [(0, 0), (1, 0), (2, 1)] : [(1, 0)];
        _couplings = [.. pairs.Select(pair => new FragmentCoupling<T>(_groups, pair.Small, pair.Large, stream))];
        _held = [.. Enumerable.Range(0, 4).Select(_ => sizes.Select(size => new BatchMatrix<T>(Capacity, size)).ToArray())];
        Noise = new(_kernels.Noise, new(11, 2, StreamPurpose.ThermalNoise));
        Relaxation = new([.. _groups.Select((group, g) => FragmentStepper<T>.Make(group, g == 0 ? Neuron.Tanh : Neuron.Rail, width))], RelaxationMethod.Euler, Capacity)
        {
            Noise = Noise,
        };
    }

    public StepNoise<T> Noise { get; }

    public Relaxation<T> Relaxation { get; }

    public IReadOnlyList<StateGroup<T>> Groups => _groups;

    /// <summary>What learning writes.</summary>
    public IEnumerable<BatchMatrix<T>> Parameters => [_inputWeights, .. _couplings.Select(coupling => coupling.Weights), .. _biases];

    /// <summary>Trains on minibatches of 40, 1, 2, 3, 1, 2, 3, 1, 2, 3, 40, ... examples; hashes states after each phase and what is written after each minibatch.</summary>
    public string Hash(int minibatches)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int minibatch = 0; minibatch < minibatches; minibatch++)
        {
            int rows = minibatch % 10 == 0 ? Capacity : 1 + (minibatch + 2) % 3;
            int[] samples = [.. Enumerable.Range(0, rows).Select(row => (5 * row + minibatch) % Examples)];
            Train(samples, 2L * PhaseSteps * minibatch, () => Append(hash, rows));
            foreach (BatchMatrix<T> matrix in Parameters)
            {
                Append(hash, matrix, matrix.Rows);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>One minibatch.</summary>
    public void Train(int[] samples, long firstStep, Action? afterPhase = null)
    {
        Start(samples);
        Settle(samples.Length, firstStep, PhaseSteps);
        Hold(0, samples.Length);
        afterPhase?.Invoke();
        Nudge(samples);
        Settle(samples.Length, firstStep + PhaseSteps, PhaseSteps);
        Hold(1, samples.Length);
        afterPhase?.Invoke();
        Write(samples.Length);
    }

    /// <summary>Clamps examples and sets all states to a half.</summary>
    public void Start(int[] samples)
    {
        _inputs.Load(_pictures, samples);
        Noise.Name(samples);
        for (int g = 0; g < _groups.Length; g++)
        {
            for (int row = 0; row < samples.Length; row++)
            {
                _biases[g].Row(0).CopyTo(_groups[g].Drive.Row(row));
                _groups[g].State(0).Row(row).Fill(T.CreateTruncating(0.5));
            }
        }

        _kernels.AddClampedDrive(_inputs, _inputWeights, _groups[0].Drive, _threads);
        _groups[^1].Pushed = false;
        Relaxation.AdmitStates(samples.Length);
    }

    public RelaxationResult Settle(int rows, long firstStep, int steps)
    {
        Noise.FirstStep = firstStep;
        return Relaxation.Run(rows, steps, null, _threads);
    }

    /// <summary>All states of an example of the batch, group by group.</summary>
    public T[] States(int row) => [.. _groups.SelectMany(group => group.State(0).Row(row).ToArray())];

    public void Dispose()
    {
        Relaxation.Dispose();
        foreach (IDisposable part in _groups.Concat<IDisposable>(_biases).Concat(_couplings).Concat(_held.SelectMany(held => held)).Concat([_inputs, _inputWeights]))
        {
            part.Dispose();
        }
    }

    /// <summary>Neurons between rails have one leak and one rate; tanh neurons differ.</summary>
    private static StateGroup<T> Group(int size, Neuron neuron, int firstNode)
    {
        var group = new StateGroup<T>(Capacity, size, outputIsState: neuron == Neuron.Rail);
        group.AddNoise(firstNode);
        int differ = neuron == Neuron.Tanh ? 1 : 0;
        for (int i = 0; i < size; i++)
        {
            group.Leak.Row(0)[i] = T.CreateTruncating(1 + differ * (i % 3) * 0.1);
            group.NoiseAmplitude!.Row(0)[i] = T.CreateTruncating(Amplitude * (1 + i % 5 * 0.2));
            group.Rate.Row(0)[i] = T.CreateTruncating(0.25 - differ * (i % 5) * 0.01);
        }

        return group;
    }

    private void Nudge(int[] samples)
    {
        StateGroup<T> outputs = _groups[^1];
        for (int row = 0; row < samples.Length; row++)
        {
            outputs.Push.Row(row).Clear();
            outputs.Push.Row(row)[samples[row] % outputs.Size] = T.CreateTruncating(Beta);
        }

        outputs.PushStiffness = T.CreateTruncating(Beta);
        outputs.Pushed = true;
    }

    private void Hold(int phase, int rows)
    {
        for (int g = 0; g < _groups.Length; g++)
        {
            _held[phase][g].CopyRowsFrom(_groups[g].Output(0), rows);
        }
    }

    private void Write(int rows)
    {
        BatchMatrix<T>[] free = _held[0], nudged = _held[1], difference = _held[2], negated = _held[3];
        T rate = T.CreateTruncating(Gain / Beta / rows);
        var rule = new WriteRule<T>(rate, T.CreateTruncating(-1), T.One);
        for (int g = 0; g < _groups.Length; g++)
        {
            _kernels.Contrast(rows, nudged[g], free[g], difference[g], negated[g]);
            _kernels.WriteBiases(rows, difference[g], _biases[g], rate);
        }

        _kernels.WriteClamped(_inputs, difference[0], _inputWeights, null, rule, _threads);
        foreach (FragmentCoupling<T> c in _couplings)
        {
            _kernels.WriteContrast(rows, nudged[c.Small], nudged[c.Large], free[c.Small], negated[c.Large], c.Weights, c.Plastic, rule, _threads);
        }
    }

    private void Append(IncrementalHash hash, int rows)
    {
        foreach (StateGroup<T> group in _groups)
        {
            Append(hash, group.State(0), rows);
        }
    }

    private static void Append(IncrementalHash hash, BatchMatrix<T> matrix, int rows)
    {
        for (int row = 0; row < rows; row++)
        {
            hash.AppendData(MemoryMarshal.AsBytes(matrix.Row(row)));
        }
    }
}
