using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Simulation.Noise;

/// <summary>Makes the noise currents with a memory: 1/f, telegraph, and lines that many membranes share.</summary>
internal sealed class SlowNoise<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Channels of a name that a source takes.</summary>
    private const int Channels = 3;

    private readonly ChipInstance _chip;
    private readonly IReadOnlyList<StateGroup<T>> _neurons;
    private readonly NoiseUnits _units;
    private readonly double _stepSeconds;

    public SlowNoise(ChipInstance chip, IReadOnlyList<StateGroup<T>> neurons)
    {
        _chip = chip;
        _neurons = neurons;
        _units = new(chip.Layout.Map, chip.Description.Circuit.Process.Temperature);
        _stepSeconds = chip.Layout.Map.ToSeconds(chip.Description.Simulation.Epsilon!.Value);
    }

    /// <summary>All sources that the circuit has.</summary>
    public IReadOnlyList<SlowSource<T>> Create(NoiseBlock noise) =>
        [.. Flicker(noise.Flicker), .. Telegraph(noise.Telegraph), .. (noise.SharedLines ?? []).Select(Line)];

    private IEnumerable<SlowSource<T>> Flicker(FlickerNoiseBlock? flicker)
    {
        if (flicker is null)
        {
            yield break;
        }

        IReadOnlyList<double> poles = FlickerBand.Poles(flicker);
        for (int k = 0; k < poles.Count; k++)
        {
            yield return Filled(
                new OrnsteinUhlenbeckSource<T>(Key(StreamPurpose.FlickerNoise, k * Channels), StepsOf(poles[k]), _neurons),
                _units.Current(FlickerBand.SourceCurrent(flicker)));
        }
    }

    private IEnumerable<SlowSource<T>> Telegraph(TelegraphNoiseBlock? telegraph) => telegraph is null
        ? []
        : [Filled(
            new TelegraphSource<T>(
                Key(StreamPurpose.TelegraphNoise, 0), telegraph.MeanTimeOn / _stepSeconds, telegraph.MeanTimeOff / _stepSeconds, _neurons),
            _units.Current(telegraph.Current))];

    private SlowSource<T> Line(LineNoiseBlock line, int index)
    {
        StateGroup<T>[] groups = [.. _neurons.Where((_, g) => line.Groups is null || line.Groups.Contains(_chip.Layout.Groups[g + 1].Name))];
        return Filled(
            new SharedLine<T>(Key(StreamPurpose.SupplyNoise, 0), index, StepsOf(line.Bandwidth), groups),
            _units.Current(line.Voltage * line.Conductance));
    }

    private static SlowSource<T> Filled(SlowSource<T> source, double current)
    {
        foreach (BatchMatrix<T> currents in source.Currents)
        {
            currents.Row(0).Fill(T.CreateTruncating(current));
        }

        return source;
    }

    private double StepsOf(double pole) => 2 * Math.PI * pole * _stepSeconds;

    private NoiseKey Key(StreamPurpose purpose, int channel) => new(_chip.Description.Simulation.NoiseSeed, _chip.Seed, purpose, channel);
}
