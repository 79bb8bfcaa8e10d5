using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Devices;
using EqProp.Analog.Networks;
using EqProp.Analog.NonIdealities;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Simulation;
using EqProp.Analog.Simulation.Plasticity;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.NonIdealities.Devices;

/// <summary>Synapses from inputs to outputs whose memories are written by hand.</summary>
internal sealed class DeviceBench<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly SynapseArray<T> _synapse;
    private readonly DeviceArray<T> _array;
    private readonly BatchMatrix<T> _wanted;
    private readonly int _threads;

    public DeviceBench(SynapseDeviceBlock block, int inputs, int outputs, double least = -1, double most = 1, VectorWidth? width = null, int threads = 1)
    {
        NetworkLayout layout = Layouts.Layered([inputs, outputs], new NeuronOptions(ForceForm.CurrentSumming, ActivationKind.Linear)) with
        {
            WeightMinimum = least,
            WeightMaximum = most,
        };
        var description = new CircuitDescription
        {
            Circuit = new CircuitBlock
            {
                Neurons = new NeuronBlock { MembraneCapacitance = 1e-12, LeakConductance = 1e-6 },
                Topology = new TopologyBlock { Kind = TopologyKind.Layered },
                Coupling = new CouplingBlock { Device = block },
            },
            Simulation = new SimulationBlock { NoiseSeed = 5 },
        };
        (Block, Range, _threads) = (block, DeviceRange.Of(block, (least, most)), threads);
        _synapse = new SynapseArray<T>(layout, layout.Couplings[0]);
        _array = new DeviceArray<T>(KernelSet<T>.For(width ?? VectorWidthSelection.Widest), new ChipInstance(description, Die, layout), _synapse, 0, backward: false);
        _wanted = new BatchMatrix<T>(inputs, outputs);
        Draw = new DeviceDraw(block, Range, Die, (0, inputs * outputs, DevicePlace.Plus));
    }

    public const int Die = 3;

    public SynapseDeviceBlock Block { get; }

    public DeviceRange Range { get; }

    public DeviceDraw Draw { get; }

    public double[] Weights
    {
        get
        {
            var weights = new double[_synapse.Weights.Rows * _synapse.Weights.Columns];
            _synapse.ReadBack(weights);
            return weights;
        }
    }

    public IReadOnlyList<double[]> Memory => [.. _array.ReadMemory()];

    public void Program(double weight) => Program([.. Weights.Select(_ => weight)]);

    public void Program(double[] weights)
    {
        _synapse.Program(weights);
        _array.Adopt();
    }

    public UpdateCounts Write(double wanted, long step) => Write([.. Weights.Select(_ => wanted)], step);

    public UpdateCounts Write(double[] wanted, long step)
    {
        for (int k = 0; k < wanted.Length; k++)
        {
            _wanted.Row(k / _wanted.Columns)[k % _wanted.Columns] = T.CreateTruncating(wanted[k]);
        }

        return _array.Write(_wanted, T.One, new Presentation(step, [0]), _threads);
    }

    public void Dispose()
    {
        _array.Dispose();
        _synapse.Dispose();
        _wanted.Dispose();
    }
}

/// <summary>Devices of every kind, with nothing that spreads.</summary>
internal static class DeviceBlocks
{
    public static readonly double[] UpTrain = [.. Enumerable.Range(0, 60).Select(k => 10e-6 - 9e-6 * Math.Exp(-k / 12.0))];

    public static readonly double[] DownTrain = [.. Enumerable.Range(0, 60).Select(k => 0.8e-6 + 9.1e-6 * Math.Exp(-k / 12.0))];

    public static SynapseDeviceBlock Of(SynapseDeviceKind kind) => kind switch
    {
        SynapseDeviceKind.LinearStep => new() { Kind = kind, Step = 0.02, SlopeUp = 0.3, SlopeDown = 0.6 },
        SynapseDeviceKind.ExponentialStep => new() { Kind = kind, Step = 0.02, ExponentUp = 2, ExponentDown = 4, AmplitudeUp = 0.1 },
        SynapseDeviceKind.PowerStep => new() { Kind = kind, Step = 0.02, PowerUp = 1.5, PowerDown = 0.7 },
        SynapseDeviceKind.Capacitor => new() { Kind = kind, Step = 0.02, SlopeUp = 0.05, SlopeDown = 0.05, Lifetime = 500 },
        SynapseDeviceKind.Programmed => new() { Kind = kind, WriteErrors = [0.01, 0.05, -0.03] },
        SynapseDeviceKind.Quantised => new() { Kind = kind, Levels = 101 },
        SynapseDeviceKind.Measured => new()
        {
            Kind = kind,
            UpConductances = UpTrain,
            DownConductances = DownTrain,
            Step = 0.08,
            RangeRatio = 9,
        },
        SynapseDeviceKind.Ideal => new() { Kind = kind },
        _ => new() { Kind = kind, Step = 0.02 },
    };

    /// <summary>The same with everything on that a kind knows.</summary>
    public static SynapseDeviceBlock Spread(SynapseDeviceKind kind, DevicePair pair = DevicePair.None) => Of(kind) with
    {
        StepSpread = 0.3,
        BoundSpread = 0.2,
        CycleSpread = 0.5,
        Asymmetry = 0.05,
        AsymmetrySpread = 0.05,
        WriteNoise = SynapseDeviceFields.IsPulsed(kind) && pair == DevicePair.None ? 2 : 0,
        LifetimeSpread = kind == SynapseDeviceKind.Capacitor ? 0.3 : 0,
        Pulses = SynapseDeviceFields.IsPulsed(kind) ? PulseRounding.Stochastic : PulseRounding.Nearest,
        Pair = pair,
        RefreshAt = pair == DevicePair.None ? null : 0.8,
    };
}
