using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Simulation.Noise;

/// <summary>Independent normal noise on every voltage that is read out of the chip. The chip itself does not feel it.</summary>
internal sealed class ReadOutNoise
{
    private readonly NoiseKernels<double> _kernels;
    private readonly NoiseKey _key;
    private readonly double _deviation;
    private readonly int _outputs;

    private ReadOutNoise(ChipInstance chip, ReadOutNoiseBlock block, VectorWidth width)
    {
        _kernels = NoiseKernels<double>.For(width);
        _key = new(chip.Description.Simulation.NoiseSeed, chip.Seed, StreamPurpose.ReadOutNoise);
        _deviation = new NoiseUnits(chip.Layout.Map, chip.Description.Circuit.Process.Temperature).Swings(block.Voltage);
        _outputs = chip.Layout.OutputCount;
    }

    /// <summary>Makes the noise of a chip's read-out; null where it has none.</summary>
    public static ReadOutNoise? Create(ChipInstance chip, VectorWidth width) =>
        chip.Description.Circuit.Noise?.ReadOut is { } block ? new(chip, block, width) : null;

    /// <summary>What is added to the outputs that are read now [examples x outputs].</summary>
    /// <param name="step">Step at which they are read; reading twice there reads the same.</param>
    /// <param name="samples">Of each example, its row of the data.</param>
    public double[] Draw(long step, ReadOnlySpan<int> samples)
    {
        var noise = new double[samples.Length * _outputs];
        _kernels.Gaussians(_key, step, samples, firstNode: 0, _outputs, noise, _outputs);
        for (int i = 0; i < noise.Length; i++)
        {
            noise[i] *= _deviation;
        }

        return noise;
    }
}
