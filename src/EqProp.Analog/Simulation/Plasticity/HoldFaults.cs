using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;
using EqProp.Analog.Simulation.Noise;

namespace EqProp.Analog.Simulation.Plasticity;

/// <summary>
/// What sensors and hold capacitors do to activities: y_s tanh(y / y_s) + offset + offset of the phase + noise when it is sensed, y behind the node's output
/// buffer, and for what waits until a later phase + charge injection + kT/C noise - I t / C; or the nearest number of a converter.
/// </summary>
internal sealed class HoldFaults<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly PlasticityFault[] PhaseOffsets = [PlasticityFault.FreeOffset, PlasticityFault.PositiveOffset, PlasticityFault.NegativeOffset];

    private readonly NoiseKernels<T> _kernels;
    private readonly NoiseKey _sensor;
    private readonly NoiseKey _capacitor;
    private readonly T[][][] _offsets;
    private readonly T[]?[] _gains;
    private readonly ReadConverter<T>? _converter;
    private readonly T? _compression;
    private readonly T _sensorNoise;
    private readonly T _holdNoise;
    private readonly T _injection;
    private readonly double _droopAStep;
    private T[] _noise = [];

    private HoldFaults(ChipInstance chip, SampleHoldBlock block, VectorWidth width)
    {
        CircuitDescription description = chip.Description;
        NetworkLayout layout = chip.Layout;
        double temperature = description.Circuit.Process.Temperature;
        var units = new NoiseUnits(layout.Map, temperature);
        _kernels = NoiseKernels<T>.For(width);
        _sensor = new(description.Simulation.NoiseSeed, chip.Seed, StreamPurpose.SensorNoise);
        _capacitor = new(description.Simulation.NoiseSeed, chip.Seed, StreamPurpose.HoldNoise);
        _compression = block.Compression is { } volts ? T.CreateTruncating(units.Swings(volts)) : null;
        _sensorNoise = T.CreateTruncating(units.Swings(block.Noise));
        _holdNoise = T.CreateTruncating(block.Capacitance is { } farads ? units.Swings(CapacitorNoise.Voltage(farads, temperature)) : 0);
        _injection = T.CreateTruncating(units.Swings(block.ChargeInjection));
        double seconds = layout.Map.ToSeconds(description.Simulation.Epsilon!.Value);
        _droopAStep = block.Capacitance is { } held ? units.Swings(block.LeakageCurrent * seconds / held) : 0;
        _converter = ReadConverter<T>.Create(block.Converter, units);
        _gains = [.. layout.Groups.Skip(1).Select(group => group.OutputGain?.Select(T.CreateTruncating).ToArray())];
        var draws = new PlasticityDraws(chip.Seed);
        _offsets = [.. PhaseOffsets.Select(phase => layout.Groups.Skip(1).Select((group, g) => Offsets(draws, phase, g + 1, group.Size, units, block)).ToArray())];
    }

    /// <summary>Faults of a chip; null where its sensors are ideal.</summary>
    public static HoldFaults<T>? Create(ChipInstance chip, VectorWidth width)
    {
        SampleHoldBlock block = chip.Description.Circuit.Plasticity?.SampleHold ?? new();
        return block != new SampleHoldBlock() || chip.Layout.Groups.Any(group => group.OutputGain is not null) ? new(chip, block, width) : null;
    }

    /// <summary>What a sensor makes of the activities of a free group in a phase.</summary>
    /// <param name="slot">The phase.</param>
    /// <param name="freeGroup">Index of the group among the free ones.</param>
    /// <param name="activities">[examples x nodes]; overwritten.</param>
    /// <param name="samples">Name of each example.</param>
    /// <param name="step">When.</param>
    public void Sense(HoldSlot slot, int freeGroup, BatchMatrix<T> activities, ReadOnlySpan<int> samples, long step)
    {
        T[] offsets = _offsets[(int)slot][freeGroup];
        if (_gains[freeGroup] is { } gains)
        {
            Drive(activities, samples.Length, gains);
        }

        if (_compression is { } limit)
        {
            Compress(activities, samples.Length, limit);
        }

        AddNoise(_sensor.WithChannel(freeGroup), _sensorNoise, activities, samples, step);
        for (int row = 0; row < samples.Length; row++)
        {
            Span<T> values = activities.Row(row);
            for (int i = 0; i < offsets.Length; i++)
            {
                values[i] += offsets[i];
            }

            for (int i = 0; i < offsets.Length && _converter is not null; i++)
            {
                values[i] = _converter.Read(values[i]);
            }
        }
    }

    /// <summary>What waiting on a capacitor makes of sensed activities.</summary>
    /// <param name="freeGroup">Index of the group among the free ones.</param>
    /// <param name="activities">[examples x nodes]; overwritten.</param>
    /// <param name="samples">Name of each example.</param>
    /// <param name="heldAt">Step at which they were held; names the noise of the capacitor.</param>
    /// <param name="from">Step up to which they have waited before; <paramref name="heldAt"/> the first time.</param>
    /// <param name="until">Step up to which they have waited now, later than <paramref name="from"/>.</param>
    public void Wait(int freeGroup, BatchMatrix<T> activities, ReadOnlySpan<int> samples, long heldAt, long from, long until)
    {
        T shift = T.CreateTruncating(-_droopAStep * (until - from));
        if (from == heldAt)
        {
            AddNoise(_capacitor.WithChannel(freeGroup), _holdNoise, activities, samples, heldAt);
            shift += _injection;
        }

        for (int row = 0; row < samples.Length; row++)
        {
            foreach (ref T value in activities.Row(row))
            {
                value += shift;
            }
        }
    }

    private static void Drive(BatchMatrix<T> activities, int rows, T[] gains)
    {
        for (int row = 0; row < rows; row++)
        {
            Span<T> values = activities.Row(row);
            for (int i = 0; i < gains.Length; i++)
            {
                values[i] *= gains[i];
            }
        }
    }

    private static void Compress(BatchMatrix<T> activities, int rows, T limit)
    {
        for (int row = 0; row < rows; row++)
        {
            foreach (ref T value in activities.Row(row))
            {
                value = limit * T.Tanh(value / limit);
            }
        }
    }

    private static T[] Offsets(PlasticityDraws draws, PlasticityFault phase, int group, int nodes, NoiseUnits units, SampleHoldBlock block) =>
    [
        .. Enumerable.Range(0, nodes).Select(i => T.CreateTruncating(
            units.Swings(block.OffsetSpread) * draws.Normal(PlasticityFault.SensorOffset, group, i)
            + units.Swings(block.PhaseOffsetSpread) * draws.Normal(phase, group, i))),
    ];

    private void AddNoise(in NoiseKey key, T deviation, BatchMatrix<T> activities, ReadOnlySpan<int> samples, long step)
    {
        if (T.IsZero(deviation))
        {
            return;
        }

        int nodes = activities.Columns;
        if (_noise.Length < samples.Length * nodes)
        {
            _noise = new T[samples.Length * nodes];
        }

        _kernels.Gaussians(key, step, samples, firstNode: 0, nodes, _noise, nodes);
        for (int row = 0; row < samples.Length; row++)
        {
            Span<T> values = activities.Row(row);
            for (int i = 0; i < nodes; i++)
            {
                values[i] += deviation * _noise[row * nodes + i];
            }
        }
    }
}
