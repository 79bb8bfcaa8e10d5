using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Numerics.Kernels;

/// <summary>
/// Pulses up to 64 neighbouring elements of a row. A wanted change becomes a number of pulses, each of which moves an element by its step times the law at
/// where the pulse before left it, and has noise of its own.
/// </summary>
internal readonly unsafe struct PulseBlock<V, T, L>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where L : struct, IPulseLaw<V, T>
{
    /// <summary>Elements of a block: those whose random numbers are made together.</summary>
    public const int Size = NoiseKey.NodesOfSuperblock;

    /// <summary>Columns that are looked at together: the key of their random numbers is made ready once.</summary>
    public const int Strip = 8 * Size;

    private const double NoDistance = 1e-30;

    private const int Wanted = 0, Lost = 1, Cut = 2, AtBound = 3;

    private readonly NoiseKernels<T> _kernels;
    private readonly L _law;
    private readonly PulseElements<T> _elements;
    private readonly PulseRule<T> _rule;
    private readonly PulseNoise _noise;
    private readonly int _nodesARow;

    public PulseBlock(NoiseKernels<T> kernels, L law, PulseElements<T> elements, in PulseRule<T> rule, in PulseNoise noise)
    {
        _kernels = kernels;
        _law = law;
        _elements = elements;
        _rule = rule;
        _noise = noise;
        _nodesARow = (elements.Values.PaddedColumns + Size - 1) / Size * Size;
    }

    /// <summary>Forms the wanted changes of a strip, and the numbers that decide on fractions of a pulse where there are changes.</summary>
    /// <param name="contrast">Contrasts of the strip.</param>
    /// <param name="scale">What they are multiplied with.</param>
    /// <param name="row">Row of the strip.</param>
    /// <param name="column">Its first column, that of a block.</param>
    /// <param name="width">Its width, <see cref="Strip"/> at most.</param>
    /// <param name="wanted">Room for the changes.</param>
    /// <param name="uniforms">Room for as many numbers.</param>
    /// <returns>A bit for each block in which anything is wanted.</returns>
    public uint Want(T* contrast, T scale, int row, int column, int width, T* wanted, T* uniforms)
    {
        uint blocks = 0;
        for (int at = 0; at < width; at += Size)
        {
            blocks |= IsWanted(contrast + at, scale, row, column + at, Math.Min(Size, width - at), wanted + at) ? 1u << (at / Size) : 0;
        }

        if (blocks != 0 && L.Counts && _rule.IsStochastic)
        {
            int first = Size * BitOperations.TrailingZeroCount(blocks), end = Math.Min(width, Size * (BitOperations.Log2(blocks) + 1));
            _kernels.Uniforms(_noise.Rounding, _noise.Step, _noise.Sample, row * _nodesARow + column + first, new Span<T>(uniforms + first, end - first));
        }

        return blocks;
    }

    /// <summary>How many pulses each change of a block becomes; counts those that become none or too many.</summary>
    /// <returns>Whether there is any pulse.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Count(T* wanted, T* uniforms, int width, T* pulses, T* tally)
    {
        V zero = V.Constant(0), one = V.Constant(1), half = V.Constant(0.5), largest = zero;
        V step = V.Broadcast(T.One / _rule.Step), longest = V.Constant(_rule.LongestTrain), shift = V.RoundingShift;
        V changes = zero, written = zero, cut = zero;
        for (int i = 0; i < width; i += V.Count)
        {
            V magnitude = V.Abs(V.Load(wanted + i)), number = V.SelectLess(zero, magnitude, one, zero);
            if (L.Counts)
            {
                V exact = magnitude * step;
                cut = cut + V.SelectLess(longest + half, exact, one, zero);
                V most = V.Min(longest, exact);
                V near = _rule.IsStochastic ? V.Min(longest, most + V.Load(uniforms + i)) : most;
                V whole = (near + shift) - shift;
                number = _rule.IsStochastic ? V.SelectLess(near, whole, whole - one, whole) : whole;
            }

            changes = changes + V.SelectLess(zero, magnitude, one, zero);
            written = written + V.SelectLess(half, number, one, zero);
            V.Store(pulses + i, number);
            largest = V.Max(largest, number);
        }

        PulseTally<V, T>.Add(tally, Wanted, changes);
        PulseTally<V, T>.Add(tally, Lost, changes - written);
        PulseTally<V, T>.Add(tally, Cut, cut);
        return V.AnyLess(half, largest);
    }

    /// <summary>Takes the changes of one sign out of a block, as magnitudes.</summary>
    /// <param name="wanted">Changes.</param>
    /// <param name="pulses">Pulses of each.</param>
    /// <param name="sign">1 or -1.</param>
    /// <param name="width">Width of the block.</param>
    /// <param name="part">Room for the magnitudes.</param>
    /// <param name="partPulses">Room for their pulses.</param>
    /// <returns>Whether there is any pulse.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Part(T* wanted, T* pulses, int sign, int width, T* part, T* partPulses)
    {
        V factor = V.Constant(sign), zero = V.Constant(0), largest = zero;
        for (int i = 0; i < width; i += V.Count)
        {
            V change = V.Max(zero, factor * V.Load(wanted + i)), number = V.SelectLess(zero, change, V.Load(pulses + i), zero);
            V.Store(part + i, change);
            V.Store(partPulses + i, number);
            largest = V.Max(largest, number);
        }

        return V.AnyLess(zero, largest);
    }

    /// <summary>Writes a block, and counts what ends at a bound.</summary>
    [SkipLocalsInit]
    public void Write(T* wanted, T* pulses, int row, int column, int width, T* tally)
    {
        T* reached = stackalloc T[Size], write = stackalloc T[Size];
        bool errs = L.Errs || _rule.WriteNoise != T.Zero;
        if (errs)
        {
            _kernels.Gaussians(_noise.Write, _noise.Step, _noise.Sample, row * _nodesARow + column, new Span<T>(write, width));
        }

        Train(wanted, pulses, row, column, width, reached);
        Keep(reached, pulses, errs ? write : null, row, column, width, tally);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool IsWanted(T* contrast, T scale, int row, int column, int width, T* wanted)
    {
        T* plastic = At(_elements.Plastic, row, column);
        V factor = V.Broadcast(scale), zero = V.Constant(0), largest = zero;
        for (int i = 0; i < width; i += V.Count)
        {
            V change = factor * V.Load(contrast + i);
            change = plastic == null ? change : change * V.Load(plastic + i);
            V.Store(wanted + i, change);
            largest = V.Max(largest, V.Abs(change));
        }

        return V.AnyLess(zero, largest);
    }

    /// <summary>Sends pulses, first those that are alone or first of a train, then the second ones, and so on.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Train(T* wanted, T* pulses, int row, int column, int width, T* reached)
    {
        T* held = At(_elements.Stored ?? _elements.Values, row, column);
        new ReadOnlySpan<T>(held, width).CopyTo(new Span<T>(reached, width));
        T* cycle = stackalloc T[Size];
        bool noisy = _rule.CycleSpread != T.Zero, more = true;
        for (int pulse = 0; more; pulse++)
        {
            if (noisy)
            {
                _kernels.Gaussians(_noise.Cycle, _noise.Step, _noise.Sample, Node(row, column, pulse), new Span<T>(cycle, width));
            }

            more = Pulse(wanted, pulses, noisy ? cycle : null, pulse + 0.5, row, column, width, reached);
        }
    }

    /// <summary>Sends one pulse to each element whose train is not at its end.</summary>
    /// <returns>Whether any train goes on after it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Pulse(T* wanted, T* pulses, T* cycle, double before, int row, int column, int width, T* reached)
    {
        T* low = At(_elements.Low, row, column), high = At(_elements.High, row, column);
        T* up = At(_elements.Up, row, column), down = At(_elements.Down, row, column);
        V zero = V.Constant(0), one = V.Constant(1), sent = V.Constant(before), spread = V.Broadcast(_rule.CycleSpread), longest = zero;
        for (int i = 0; i < width; i += V.Count)
        {
            V number = V.Load(pulses + i);
            if (!V.AnyLess(sent, number))
            {
                continue;
            }

            longest = V.Max(longest, number);
            V lowest = low == null ? V.Broadcast(_rule.Low) : V.Load(low + i), highest = high == null ? V.Broadcast(_rule.High) : V.Load(high + i);
            V upwards = up == null ? V.Broadcast(_rule.Up) : V.Load(up + i), downwards = down == null ? V.Broadcast(_rule.Down) : V.Load(down + i);
            V asked = V.Load(wanted + i), value = V.Load(reached + i);
            V size = V.SelectLess(zero, asked, upwards * _law.Up(value, lowest, highest), zero - downwards * _law.Down(value, lowest, highest));
            size = L.Counts ? size : size * V.Abs(asked);
            size = cycle == null ? size : size * V.MultiplyAdd(spread, V.Load(cycle + i), one);
            V moved = V.Max(lowest, V.Min(highest, value + size));
            V.Store(reached + i, V.SelectLess(sent, number, L.Counts ? moved : value + size, value));
        }

        return V.AnyLess(sent + one, longest);
    }

    /// <summary>Stores what was reached, with the errors of a write, within the bounds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Keep(T* reached, T* pulses, T* write, int row, int column, int width, T* tally)
    {
        T* values = At(_elements.Values, row, column), stored = At(_elements.Stored, row, column);
        T* low = At(_elements.Low, row, column), high = At(_elements.High, row, column);
        V half = V.Constant(0.5), minimum = V.Broadcast(_rule.Minimum), maximum = V.Broadcast(_rule.Maximum), noise = V.Broadcast(_rule.WriteNoise);
        V stopped = V.Constant(0);
        for (int i = 0; i < width; i += V.Count)
        {
            V number = V.Load(pulses + i);
            if (!V.AnyLess(half, number))
            {
                continue;
            }

            V lowest = low == null ? V.Broadcast(_rule.Low) : V.Load(low + i), highest = high == null ? V.Broadcast(_rule.High) : V.Load(high + i);
            V seen = V.Load(values + i), held = stored == null ? seen : V.Load(stored + i), moved = V.Load(reached + i);
            moved = L.Errs ? V.MultiplyAdd(_law.Error(moved), V.Load(write + i), moved) : moved;
            V bottom = V.Max(lowest, minimum), top = V.Min(highest, maximum), kept = V.Max(bottom, V.Min(top, moved));
            V beyond = V.SelectLess(half, number, V.Max(bottom - moved, moved - top), V.Constant(-1));
            stopped = stopped + V.SelectLess(V.Constant(-NoDistance), beyond, V.Constant(1), V.Constant(0));
            kept = V.SelectLess(half, number, kept, held);
            V shown = kept;
            if (stored != null)
            {
                V.Store(stored + i, kept);
                V noisy = V.Max(minimum, V.Min(maximum, V.MultiplyAdd(noise, V.Load(write + i), kept)));
                shown = V.SelectLess(half, number, noisy, seen);
            }

            V.Store(values + i, shown);
        }

        PulseTally<V, T>.Add(tally, AtBound, stopped);
    }

    /// <summary>Name of the first number of a block for one pulse of a train: every pulse has a matrix of numbers.</summary>
    private int Node(int row, int column, int pulse) =>
        (int)(((long)pulse * _elements.Values.Rows * _nodesARow + (long)row * _nodesARow + column) & (int.MaxValue - (NoiseKey.NodesOfSuperblock - 1)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T* At(BatchMatrix<T>? matrix, int row, int column) => matrix is null ? null : matrix.Pointer + (nint)row * matrix.Stride + column;
}
