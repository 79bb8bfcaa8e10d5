using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Simulation.Plasticity;

/// <summary>
/// What multipliers and accumulators add to what they measure: a gain and an offset that a die has for good, noise at each measurement, a
/// leak between measurements, and a largest output. A bias is the synapse of a node that is always one.
/// </summary>
internal sealed class CorrelatorFaults<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly CorrelatorBlock _block;
    private readonly Place[] _places;
    private readonly NoiseKernels<T> _kernels;
    private readonly NoiseKey _key;
    private readonly double _leakAStep;
    private long _leaksSince;

    private CorrelatorFaults(ChipInstance chip, CorrelatorBlock block, IReadOnlyList<SynapseArray<T>> synapses, VectorWidth width)
    {
        _block = block;
        _kernels = NoiseKernels<T>.For(width);
        _key = new(chip.Description.Simulation.NoiseSeed, chip.Seed, StreamPurpose.CorrelatorNoise);
        double seconds = chip.Layout.Map.ToSeconds(chip.Description.Simulation.Epsilon!.Value);
        _leakAStep = block.LeakTime is { } time ? seconds / time : 0;
        var draws = new PlasticityDraws(chip.Seed);
        int couplings = synapses.Count;
        _places =
        [
            .. synapses.Select((s, c) => new Place(s.Weights.Rows, s.Weights.Columns, s is { IsReciprocal: true, IsWithinGroup: true }, c, block, draws)),
            .. chip.Layout.Groups.Skip(1).Select((g, i) => new Place(1, g.Size, isPaired: false, couplings + i, block, draws)),
        ];
    }

    /// <summary>Faults of a chip; null where its correlators are ideal.</summary>
    public static CorrelatorFaults<T>? Create(ChipInstance chip, IReadOnlyList<SynapseArray<T>> synapses, VectorWidth width) =>
        chip.Description.Circuit.Plasticity?.Correlator is { } block && block != new CorrelatorBlock() ? new(chip, block, synapses, width) : null;

    /// <summary>Lets the outputs leak until now; nothing leaks out of what is empty, nor while the clock goes back to a new minibatch.</summary>
    /// <param name="store">The outputs.</param>
    /// <param name="step">Now.</param>
    public void Leak(CorrelationStore<T> store, long step)
    {
        if (_leakAStep > 0 && step > _leaksSince)
        {
            T left = T.CreateTruncating(Math.Exp(-_leakAStep * (step - _leaksSince)));
            foreach (BatchMatrix<T> matrix in store.Synapses.Concat(store.Biases))
            {
                for (int row = 0; row < matrix.Rows; row++)
                {
                    foreach (ref T value in matrix.Row(row))
                    {
                        value *= left;
                    }
                }
            }
        }

        _leaksSince = step;
    }

    /// <summary>Adds offsets and noise of one measurement.</summary>
    /// <param name="store">The outputs, the measurement among them.</param>
    /// <param name="scale">What products were multiplied with.</param>
    /// <param name="presentation">The examples measured, each with noise of its own.</param>
    public void Disturb(CorrelationStore<T> store, double scale, in Presentation presentation)
    {
        T noise = T.CreateTruncating(scale * _block.Noise / Math.Sqrt(presentation.Rows));
        int place = 0;
        foreach (BatchMatrix<T> matrix in store.Synapses.Concat(store.Biases))
        {
            _places[place].Disturb(matrix, T.CreateTruncating(scale), noise, _kernels, _key.WithChannel(place & byte.MaxValue), presentation.First, presentation.Step);
            place++;
        }
    }

    /// <summary>Puts gains on what goes to the write circuit, and cuts off what the outputs could not hold.</summary>
    /// <param name="store">The outputs.</param>
    /// <param name="scale">What products were multiplied with.</param>
    public void Deliver(CorrelationStore<T> store, double scale)
    {
        T limit = T.CreateTruncating(_block.Saturation is { } most ? most * Math.Abs(scale) : double.PositiveInfinity);
        int place = 0;
        foreach (BatchMatrix<T> matrix in store.Synapses.Concat(store.Biases))
        {
            _places[place++].Deliver(matrix, limit);
        }
    }

    /// <summary>The correlators of one coupling or of one group's biases.</summary>
    private sealed class Place
    {
        private const int NodesApart = NoiseKey.NodesOfSuperblock;

        private readonly int _columns;
        private readonly bool _isPaired;
        private readonly T[] _gains;
        private readonly T[] _offsets;
        private readonly T[] _noise;

        public Place(int rows, int columns, bool isPaired, int place, CorrelatorBlock block, PlasticityDraws draws)
        {
            _columns = columns;
            _isPaired = isPaired;
            T[] Draw(PlasticityFault fault, double mean, double spread) => spread == 0 && mean == 0
                ? []
                : [.. Enumerable.Range(0, rows * columns).Select(k => T.CreateTruncating(
                    mean + spread * draws.Normal(fault, place, Shared(k))))];
            _gains = block.GainSpread == 0 ? [] : Draw(PlasticityFault.CorrelatorGain, 1, block.GainSpread);
            _offsets = Draw(PlasticityFault.CorrelatorOffset, block.Offset, block.OffsetSpread);
            _noise = block.Noise == 0 ? [] : new T[(columns + NodesApart - 1) / NodesApart * NodesApart];
        }

        public void Disturb(BatchMatrix<T> matrix, T scale, T noise, NoiseKernels<T> kernels, in NoiseKey key, int sample, long step)
        {
            for (int row = 0; row < matrix.Rows; row++)
            {
                Span<T> values = matrix.Row(row);
                for (int i = 0; i < values.Length && _offsets.Length > 0; i++)
                {
                    values[i] += scale * _offsets[row * _columns + i];
                }

                if (_noise.Length > 0)
                {
                    kernels.Gaussians(key, step, sample, row * _noise.Length, _noise.AsSpan(0, _columns));
                    for (int i = 0; i < values.Length; i++)
                    {
                        values[i] += noise * _noise[i];
                    }
                }
            }

            if (_isPaired && _noise.Length > 0)
            {
                Pairs.Mirror(matrix);
            }
        }

        public void Deliver(BatchMatrix<T> matrix, T limit)
        {
            for (int row = 0; row < matrix.Rows; row++)
            {
                Span<T> values = matrix.Row(row);
                for (int i = 0; i < values.Length; i++)
                {
                    T held = T.Clamp(values[i], -limit, limit);
                    values[i] = _gains.Length > 0 ? _gains[row * _columns + i] * held : held;
                }
            }
        }

        /// <summary>Entry whose device this one is: both entries of a pair are one.</summary>
        private int Shared(int index)
        {
            (int i, int j) = Math.DivRem(index, _columns);
            return _isPaired && i > j ? j * _columns + i : index;
        }
    }
}
