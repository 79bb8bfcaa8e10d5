using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Devices;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Simulation.Plasticity;

/// <summary>The memories of the synapses of one coupling, or of one of its directions: what they drew, what is stored in them, and how they are written.</summary>
internal sealed class DeviceArray<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // A charge that leaks by a millionth a minibatch would lose that to rounding, minibatch by minibatch.
    private const int LeakInterval = 8;

    // Steps that fall to zero at a bound never reach it.
    private const double NearBound = 1.0 / 32;

    private readonly KernelSet<T> _kernels;
    private readonly SynapseArray<T> _synapse;
    private readonly SynapseDeviceBlock _block;
    private readonly DeviceRange _range;
    private readonly BatchMatrix<T> _weights;
    private readonly PulseWriter<T> _writer;
    private readonly PulseRule<T> _rule;
    private readonly PulseElements<T> _elements;
    private readonly PulsePairs<T>? _pairs;
    private readonly BatchMatrix<T>? _left;
    private readonly T _allLeft;
    private readonly List<BatchMatrix<T>> _owned = [];
    private readonly NoiseKey[] _keys;
    private int[]? _last;
    private int _minibatches;

    public DeviceArray(KernelSet<T> kernels, ChipInstance chip, SynapseArray<T> synapse, int coupling, bool backward)
    {
        _kernels = kernels;
        _synapse = synapse;
        _block = chip.Description.Circuit.Coupling.Device!;
        (double Minimum, double Maximum) writable = chip.Layout.RangeOf(synapse.Coupling);
        _range = DeviceRange.Of(_block, writable);
        _weights = backward ? synapse.BackWeights! : synapse.Weights;
        _writer = SynapseDeviceCatalog.CreateWriter(kernels, _block, _range);
        DevicePlace plus = backward ? DevicePlace.BackPlus : DevicePlace.Plus, minus = backward ? DevicePlace.BackMinus : DevicePlace.Minus;
        int count = _weights.Rows * _weights.Columns;
        var draw = new DeviceDraw(_block, _range, chip.Seed, (coupling, count, plus));
        bool isPair = _block.Pair == DevicePair.Differential;
        _rule = Rule(draw, isPair ? (double.NegativeInfinity, double.PositiveInfinity) : writable);
        _elements = Elements(draw, isPair ? Owned() : _weights, _block.WriteNoise > 0 ? Owned() : null);
        if (isPair)
        {
            PulseElements<T> other = Elements(new(_block, _range, chip.Seed, (coupling, count, minus)), Owned(), null);
            double refresh = _block.RefreshAt is { } share ? _range.Low + share * (_range.High - _range.Low) : double.PositiveInfinity;
            _pairs = new(_elements, other, _weights, T.CreateTruncating(refresh), T.CreateTruncating(writable.Minimum), T.CreateTruncating(writable.Maximum));
        }

        if (_block.Lifetime is not null)
        {
            _allLeft = T.CreateTruncating(draw.Left(0, LeakInterval));
            _left = draw.LifetimesDiffer ? Filled(element => draw.Left(element, LeakInterval)) : null;
        }

        _keys = [.. new[] { plus, minus }.SelectMany(device => new[] { StreamPurpose.PulseRounding, StreamPurpose.PulseSize, StreamPurpose.DeviceWrite }.Select(
            purpose => new NoiseKey(chip.Description.Simulation.NoiseSeed, chip.Seed, purpose, (4 * coupling + (int)device) & byte.MaxValue)))];
        Adopt();
    }

    /// <summary>Everything stored besides the weights, and the weights where they do not say all; empty where they do.</summary>
    private IReadOnlyList<BatchMatrix<T>> Stored => _pairs is { } pairs
        ? [_weights, pairs.Plus.Values, pairs.Minus.Values]
        : _elements.Stored is { } stored ? [_weights, stored] : ReferenceEquals(_weights, _synapse.Weights) ? [] : [_weights];

    /// <summary>Writes changes of the weights: scale times the contrast of each.</summary>
    public UpdateCounts Write(BatchMatrix<T> contrast, T scale, in Presentation presentation, int threads)
    {
        Leak(presentation);
        PulseNoise Noise(int device) => new(_keys[3 * device], _keys[3 * device + 1], _keys[3 * device + 2], 0, 0);
        PulseNoise plus = Noise(0) with { Step = presentation.Step, Sample = presentation.First };
        PulseNoise minus = Noise(1) with { Step = presentation.Step, Sample = presentation.First };
        PulseCounts counts = _pairs is null
            ? _writer.Write(contrast, scale, _elements, _rule, plus, threads)
            : _writer.WritePairs(contrast, scale, _pairs, _rule, (plus, minus), threads);
        Mirror();
        return new(counts.Wanted, counts.Lost, counts.Cut, counts.AtBound);
    }

    /// <summary>How many of the synapses have a device at a bound. A device of a pair rests at its lower one, which counts for nothing.</summary>
    public MemoryBounds CountAtBounds()
    {
        MemoryBounds counts = default;
        for (int row = 0; row < _weights.Rows; row++)
        {
            for (int column = 0; column < _weights.Columns; column++)
            {
                if (_synapse.Exists(row, column) && (_synapse.Plastic is null || _synapse.Plastic.Row(row)[column] > T.Zero))
                {
                    bool isAtBound = IsAtBound(_elements, row, column) || (_pairs is not null && IsAtBound(_pairs.Minus, row, column));
                    counts += new MemoryBounds(1, isAtBound ? 1 : 0);
                }
            }
        }

        return counts;
    }

    /// <summary>Takes weights that were programmed: as exactly as the devices can hold them.</summary>
    public void Adopt()
    {
        if (!ReferenceEquals(_weights, _synapse.Weights))
        {
            _weights.CopyRowsFrom(_synapse.Weights, _weights.Rows);
        }

        for (int row = 0; row < _weights.Rows; row++)
        {
            for (int column = 0; column < _weights.Columns; column++)
            {
                if (_synapse.Exists(row, column))
                {
                    Adopt(row, column);
                }
            }
        }

        (_minibatches, _last) = (0, null);
        Mirror();
    }

    /// <summary>Arrays that a checkpoint must keep.</summary>
    public IEnumerable<double[]> ReadMemory() =>
        [.. Stored.Select(matrix => Enumerable.Range(0, matrix.Rows).SelectMany(row => Array.ConvertAll(matrix.Row(row).ToArray(), double.CreateTruncating)).ToArray()), [_minibatches]];

    /// <summary>Takes back what <see cref="ReadMemory"/> gave, from the front of a queue.</summary>
    public void RestoreMemory(Queue<double[]> memory)
    {
        foreach (BatchMatrix<T> matrix in Stored)
        {
            double[] values = memory.Dequeue();
            for (int row = 0; row < matrix.Rows; row++)
            {
                Array.ConvertAll(values[(row * matrix.Columns)..((row + 1) * matrix.Columns)], T.CreateTruncating).CopyTo(matrix.Row(row));
            }
        }

        _minibatches = (int)memory.Dequeue()[0];
    }

    /// <summary>Lengths of the arrays of <see cref="ReadMemory"/>.</summary>
    public IEnumerable<int> MemoryLengths => [.. Stored.Select(matrix => matrix.Rows * matrix.Columns), 1];

    public void Dispose() => _owned.ForEach(matrix => matrix.Dispose());

    private void Adopt(int row, int column)
    {
        ref T weight = ref _weights.Row(row)[column];
        if (_pairs is null)
        {
            T held = Held(_elements, weight, row, column);
            weight = T.Clamp(held, _rule.Minimum, _rule.Maximum);
            if (_elements.Stored is { } stored)
            {
                stored.Row(row)[column] = weight;
            }

            return;
        }

        T rest = _rule.Low;
        ref T plus = ref _pairs.Plus.Values.Row(row)[column], minus = ref _pairs.Minus.Values.Row(row)[column];
        plus = Held(_pairs.Plus, rest + T.Max(T.Zero, weight), row, column);
        minus = Held(_pairs.Minus, rest + T.Max(T.Zero, -weight), row, column);
        weight = T.Clamp(plus - minus, _pairs.Minimum, _pairs.Maximum);
    }

    private bool IsAtBound(PulseElements<T> elements, int row, int column)
    {
        T low = T.Max(_rule.Minimum, elements.Low is { } lows ? lows.Row(row)[column] : _rule.Low);
        T high = T.Min(_rule.Maximum, elements.High is { } highs ? highs.Row(row)[column] : _rule.High);
        T value = (elements.Stored ?? elements.Values).Row(row)[column], near = T.CreateTruncating(NearBound) * (high - low);
        return value >= high - near || (_pairs is null && value <= low + near);
    }

    private T Held(PulseElements<T> elements, T value, int row, int column)
    {
        T low = elements.Low is { } lows ? lows.Row(row)[column] : _rule.Low, high = elements.High is { } highs ? highs.Row(row)[column] : _rule.High;
        T nearest = _block.Kind == SynapseDeviceKind.Quantised ? _rule.Low + T.Round((value - _rule.Low) / _rule.Step) * _rule.Step : value;
        return T.Clamp(nearest, low, high);
    }

    private void Leak(in Presentation presentation)
    {
        if (_block.Lifetime is null || ReferenceEquals(presentation.Samples, _last))
        {
            return;
        }

        _last = presentation.Samples;
        if (++_minibatches % LeakInterval != 0)
        {
            return;
        }

        foreach (BatchMatrix<T> charge in _elements.Stored is { } stored ? [_weights, stored] : (BatchMatrix<T>[])[_weights])
        {
            if (_left is null)
            {
                _kernels.Scale(charge, _allLeft, charge);
            }
            else
            {
                _kernels.Modulate(charge, _left, null, charge);
            }
        }
    }

    private void Mirror()
    {
        if (_synapse is { IsReciprocal: true, IsWithinGroup: true })
        {
            Pairs.Mirror(_weights);
            foreach (BatchMatrix<T> matrix in Stored)
            {
                Pairs.Mirror(matrix);
            }
        }
    }

    private PulseRule<T> Rule(DeviceDraw draw, (double Minimum, double Maximum) writable)
    {
        double step = SynapseDeviceCatalog.Step(_block, _range);
        return new()
        {
            Step = T.CreateTruncating(step),
            Up = T.CreateTruncating(draw.NominalUp),
            Down = T.CreateTruncating(draw.NominalDown),
            Low = T.CreateTruncating(_range.Low),
            High = T.CreateTruncating(_range.High),
            Minimum = T.CreateTruncating(writable.Minimum),
            Maximum = T.CreateTruncating(writable.Maximum),
            CycleSpread = T.CreateTruncating(_block.CycleSpread),
            WriteNoise = T.CreateTruncating(_block.WriteNoise * step),
            LongestTrain = _block.LongestTrain,
            IsStochastic = _block.Pulses == PulseRounding.Stochastic,
        };
    }

    private PulseElements<T> Elements(DeviceDraw draw, BatchMatrix<T> values, BatchMatrix<T>? stored) => new(values)
    {
        Stored = stored,
        Up = draw.StepsDiffer ? Filled(element => draw.Steps(element).Up) : null,
        Down = draw.StepsDiffer ? Filled(element => draw.Steps(element).Down) : null,
        Low = draw.BoundsDiffer ? Filled(element => draw.Bounds(element).Low) : null,
        High = draw.BoundsDiffer ? Filled(element => draw.Bounds(element).High) : null,
        Plastic = _synapse.Plastic,
    };

    private BatchMatrix<T> Owned()
    {
        var matrix = new BatchMatrix<T>(_weights.Rows, _weights.Columns);
        _owned.Add(matrix);
        return matrix;
    }

    private BatchMatrix<T> Filled(Func<int, double> value)
    {
        BatchMatrix<T> matrix = Owned();
        for (int row = 0; row < matrix.Rows; row++)
        {
            Span<T> values = matrix.Row(row);
            for (int column = 0; column < values.Length; column++)
            {
                values[column] = T.CreateTruncating(value(_synapse.Element(row, column)));
            }
        }

        return matrix;
    }
}
