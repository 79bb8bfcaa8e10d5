using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Simulation.Noise;

/// <summary>
/// Everything that disturbs the steps of one chip. Noise is named by its seed, the die, its purpose, the step, the row of the data and the node:
/// it does not depend on minibatches, threads or register widths, and no noise changes when another is turned on.
/// </summary>
internal sealed class ChipNoise<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly WhiteNoise<T> _white;
    private readonly IReadOnlyList<SlowSource<T>> _slow;
    private bool _isCurrent;

    private ChipNoise(ChipInstance chip, VectorWidth width, WhiteNoise<T> white, IReadOnlyList<SlowSource<T>> slow)
    {
        var key = new NoiseKey(chip.Description.Simulation.NoiseSeed, chip.Seed, StreamPurpose.ThermalNoise);
        _white = white;
        _slow = slow;
        Steps = new StepNoise<T>(NoiseKernels<T>.For(width), key) { IsWhite = white.IsOn, Factor = white.Factor };
        foreach (SlowSource<T> source in slow)
        {
            Steps.Sources.Add(source);
        }
    }

    /// <summary>What a relaxation takes.</summary>
    public StepNoise<T> Steps { get; }

    /// <summary>Makes the noise of a chip; none where nothing moves its states.</summary>
    public static ChipNoise<T>? Create(
        ChipInstance chip, VectorWidth width, KernelSet<T> kernels,
        IReadOnlyList<StateGroup<T>> neurons, OutputLines<T> lines, IReadOnlyList<SynapseArray<T>> synapses, IReadOnlyList<T[]> writtenLeaks)
    {
        CircuitBlock circuit = chip.Description.Circuit;
        if (!NoiseKinds.MoveStates(circuit))
        {
            return null;
        }

        NoiseNodes.Number([.. neurons, .. lines.Groups.OfType<StateGroup<T>>()]);
        return new(chip, width, new(chip, kernels, neurons, lines, synapses, writtenLeaks), new SlowNoise<T>(chip, neurons).Create(circuit.Noise ?? new NoiseBlock()));
    }

    /// <summary>Notes that conductances were written.</summary>
    public void MarkWritten() => _isCurrent = false;

    /// <summary>Brings amplitudes up to date with the conductances.</summary>
    public void Refresh(int threads)
    {
        if (!_isCurrent)
        {
            _white.Refresh(threads);
            _isCurrent = true;
        }
    }

    public void Dispose()
    {
        _white.Dispose();
        foreach (SlowSource<T> source in _slow)
        {
            source.Dispose();
        }
    }
}
