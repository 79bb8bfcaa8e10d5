using EqProp.Analog.Benchmarks.Cases;
using EqProp.Analog.Numerics.Ensembles;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Benchmarks;

/// <summary>An ensemble of drawn chips in single precision, with what a settle of it takes.</summary>
internal sealed class EnsembleCase : IDisposable
{
    private readonly EnsembleGroup<float> _group;
    private readonly EnsembleRelaxation<float> _relaxation;
    private readonly VectorWidth _width;

    public EnsembleCase(int neurons, int chips, EnsembleMethod method, double nominalStep, VectorWidth width)
    {
        Chips = chips;
        _width = width;
        _group = new(ChipBlocks.For<float>(chips, width), neurons);
        DenseEnsembleCoupling<float> weights = _group.SeeAll(_group);
        for (int c = 0; c < chips; c++)
        {
            var chip = new DrawnChip(c, neurons);
            for (int i = 0; i < neurons; i++)
            {
                for (int j = 0; j < neurons; j++)
                {
                    weights[i, j, c] = (float)chip.Weights[i, j];
                }

                _group.Drive[i, c] = (float)chip.Biases[i];
                _group.Leak[i, c] = 1;
                _group.Rate[i, c] = (float)(nominalStep / chip.TimeConstants[i]);
            }
        }

        _relaxation = new([KernelSet<float>.For(width).Accept(new StepperMaker(_group))], method);
    }

    public int Chips { get; }

    /// <summary>Settles all chips from zero for a time in nominal steps.</summary>
    public RelaxationResult Settle(int steps)
    {
        StartAtZero();
        return Continue(steps);
    }

    public RelaxationResult Continue(int steps) => _relaxation.Run(Chips, steps, null, threads: 1);

    /// <summary>Adds white noise to every state of every chip.</summary>
    public void AddNoise(float amplitude)
    {
        _group.AddNoise(0);
        for (int chip = 0; chip < Chips; chip++)
        {
            for (int i = 0; i < _group.Size; i++)
            {
                _group.NoiseAmplitude![i, chip] = amplitude * MathF.Sqrt(_group.Rate[i, chip]);
            }
        }

        _relaxation.Noise = new(NoiseKernels<float>.For(_width), new(1, 0, StreamPurpose.ThermalNoise));
    }

    public void StartAtZero()
    {
        float[] zeros = new float[_group.Size];
        for (int chip = 0; chip < Chips; chip++)
        {
            _relaxation.WriteStates(0, chip, zeros);
        }

        _relaxation.AdmitStates(Chips);
    }

    public float[] States(int chip)
    {
        float[] states = new float[_group.Size];
        _relaxation.ReadStates(0, chip, states);
        return states;
    }

    public void Dispose()
    {
        _relaxation.Dispose();
        _group.Dispose();
    }

    private sealed class StepperMaker(EnsembleGroup<float> group) : ILaneVisitor<float, EnsembleStepper<float>>
    {
        public EnsembleStepper<float> Visit<V>()
            where V : unmanaged, ILane<V, float> => new EnsembleStepper<V, float, LeakTanh<V, float>>(group, default);
    }
}
