using EqProp.Analog.Circuits;
using EqProp.Analog.Devices;
using EqProp.Analog.NonIdealities;
using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Networks;

/// <summary>
/// What weights have become some time after they were written: each device drifts by G (t / t0)^-nu with its own nu, falls towards its smallest conductance
/// as retention says, and is read with noise. A signed weight is made of the devices that a fresh write would choose for it: of a pair, one at its
/// smallest conductance.
/// </summary>
internal sealed class DeviceAging
{
    private readonly SynapseDeviceBlock _block;
    private readonly DeviceAgingBlock _aging;
    private readonly DeviceRange _range;
    private readonly double _seconds;
    private readonly int _noiseSeed;

    /// <summary>Ages devices of one coupling.</summary>
    /// <param name="block">A device with a block on aging.</param>
    /// <param name="range">Its range.</param>
    /// <param name="seconds">Time since the write; drift counts from its start on.</param>
    /// <param name="noiseSeed">Seed of read noise.</param>
    public DeviceAging(SynapseDeviceBlock block, DeviceRange range, double seconds, int noiseSeed)
    {
        (_block, _range, _seconds, _noiseSeed) = (block, range, seconds, noiseSeed);
        _aging = block.Aging ?? new();
    }

    /// <summary>Ages the weights of one coupling.</summary>
    /// <param name="weights">Weights, row-major; NaN never.</param>
    /// <param name="exists">Whether there is a synapse.</param>
    /// <param name="streams">Numbers of the die.</param>
    /// <param name="coupling">Index of the coupling.</param>
    /// <returns>New weights.</returns>
    public double[] Apply(IReadOnlyList<double> weights, Func<int, bool> exists, DieStreams streams, int coupling)
    {
        double[] plus = streams.SynapseDevices(DeviceParameter.Drift, DevicePlace.Plus, coupling, weights.Count);
        double[] minus = _block.Pair == DevicePair.Differential ? streams.SynapseDevices(DeviceParameter.Drift, DevicePlace.Minus, coupling, weights.Count) : [];
        var reading = new RandomStream(_noiseSeed, StreamPurpose.DeviceRead, (ulong)coupling, (uint)Math.Min(_seconds, uint.MaxValue));
        var aged = new double[weights.Count];
        for (int i = 0; i < aged.Length; i++)
        {
            double up = reading.NextGaussian(), down = reading.NextGaussian();
            if (!exists(i))
            {
                aged[i] = weights[i];
            }
            else if (minus.Length > 0)
            {
                aged[i] = Conductance(_range.Low + Math.Max(weights[i], 0), plus[i], up) - Conductance(_range.Low + Math.Max(-weights[i], 0), minus[i], down);
            }
            else
            {
                aged[i] = Math.CopySign(Conductance(Math.Abs(weights[i]), plus[i], up), weights[i]);
            }
        }

        return aged;
    }

    /// <summary>Exponent nu of drift of a conductance over the largest, from a standard normal number; not negative.</summary>
    public double Exponent(double share, double normal)
    {
        double mean = _aging.DriftMean is { } m ? Value(m, share) : 0, spread = _aging.DriftSpread is { } s ? Value(s, share) : 0;
        return Math.Max(0, mean + spread * normal);
    }

    /// <summary>Relative standard deviation of a reading of a conductance over the largest.</summary>
    public double ReadingSpread(double share)
    {
        if (_aging.ReadNoise is not { } noise || share <= 0)
        {
            return 0;
        }

        double still = Math.Min(noise.Factor * Math.Pow(share, -noise.Power), noise.Limit ?? double.PositiveInfinity);
        return still * (noise.ReadTime is { } time ? Math.Sqrt(Math.Max(0, Math.Log((_seconds + time) / (2 * time)))) : 1);
    }

    private double Conductance(double written, double driftNormal, double readNormal)
    {
        double share = written / _range.Full, value = written;
        if (_aging.DriftStart is { } start && _seconds > start && share > 0)
        {
            value *= Math.Pow(_seconds / start, -Exponent(share, driftNormal));
        }

        if (_aging.RetentionTime is { } time)
        {
            double least = Math.Max(_range.Low, 0);
            value = least + (value - least) * Math.Exp(-_seconds / time);
        }

        return value * (1 + ReadingSpread(value / _range.Full) * readNormal);
    }

    private static double Value(LogarithmBlock number, double share) =>
        Math.Clamp(number.Slope * Math.Log(share) + number.Offset, number.Least, number.Most ?? double.PositiveInfinity);
}
