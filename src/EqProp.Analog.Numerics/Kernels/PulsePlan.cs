using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Numerics.Kernels;

/// <summary>Turns wanted changes of a strip into numbers of pulses. Blocks in which nothing is wanted are looked at once.</summary>
internal readonly unsafe struct PulsePlan<V, T, L>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where L : struct, IPulseLaw<V, T>
{
    private readonly NoiseKernels<T> _kernels;
    private readonly BatchMatrix<T> _values;
    private readonly BatchMatrix<T>? _plastic;
    private readonly PulseRule<T> _rule;
    private readonly PulseNoise _noise;

    public PulsePlan(NoiseKernels<T> kernels, PulseElements<T> elements, in PulseRule<T> rule, in PulseNoise noise)
    {
        _kernels = kernels;
        _values = elements.Values;
        _plastic = elements.Plastic;
        _rule = rule;
        _noise = noise;
    }

    /// <summary>Plans a strip, and counts changes that become no pulse or too many.</summary>
    /// <param name="change">Contrasts of the whole matrix, and what they are multiplied with.</param>
    /// <param name="row">Row of the strip.</param>
    /// <param name="column">Its first column, that of a block.</param>
    /// <param name="room"><see cref="PulseStrip{T}.Arrays"/> times <see cref="PulseStrip{T}.Room"/> numbers.</param>
    /// <param name="tally">Counts.</param>
    /// <returns>The strip, whose changes and pulses lie in the room.</returns>
    public PulseStrip<T> Strip((BatchMatrix<T> Contrast, T Scale) change, int row, int column, T* room, T* tally)
    {
        int width = Math.Min(PulseStrip<T>.Most, _values.PaddedColumns - column);
        nint first = (nint)row * _values.Stride + column;
        T* wanted = room, pulses = wanted + PulseStrip<T>.Room;
        uint blocks = Want(change.Contrast.Pointer + first, change.Scale, _plastic is null ? null : _plastic.Pointer + first, width, wanted);
        var strip = new PulseStrip<T>(wanted, pulses, blocks, row, column, width);
        if (blocks == 0)
        {
            return strip;
        }

        return strip with { Blocks = L.Counts ? Count(strip, pulses + PulseStrip<T>.Room, tally) : Mark(strip, tally) };
    }

    /// <summary>Forms the wanted changes.</summary>
    /// <returns>A bit for each block in which anything is wanted.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static uint Want(T* contrast, T scale, T* plastic, int width, T* wanted)
    {
        V factor = V.Broadcast(scale), zero = V.Constant(0);
        uint blocks = 0, bit = 1;
        for (int at = 0; at < width; bit <<= 1)
        {
            V largest = zero;
            for (int end = Math.Min(width, at + PulseStrip<T>.Block); at < end; at += V.Count)
            {
                V change = factor * V.Load(contrast + at);
                change = plastic == null ? change : change * V.Load(plastic + at);
                V.Store(wanted + at, change);
                largest = V.Max(largest, V.Abs(change));
            }

            blocks |= V.AnyLess(zero, largest) ? bit : 0;
        }

        return blocks;
    }

    /// <summary>Where there are no pulses, every change is one write.</summary>
    /// <returns>The blocks of the strip.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static uint Mark(in PulseStrip<T> strip, T* tally)
    {
        PulseStrip<T> at = strip;
        V zero = V.Constant(0), one = V.Constant(1), changes = zero;
        for (uint left = at.Blocks; left != 0; left &= left - 1)
        {
            int i = at.Start(left);
            for (int end = at.End(i); i < end; i += V.Count)
            {
                V any = V.SelectLess(zero, V.Abs(V.Load(at.Wanted + i)), one, zero);
                changes = changes + any;
                V.Store(at.Pulses + i, any);
            }
        }

        PulseTally<V, T>.Add(tally, PulseTally<V, T>.Wanted, changes);
        return at.Blocks;
    }

    /// <summary>How many pulses each change becomes. Those that are zero need no random number, and are often most, so that the others are moved together.</summary>
    /// <returns>A bit for each block in which there is any pulse.</returns>
    private uint Count(in PulseStrip<T> strip, T* room, T* tally)
    {
        T* packed = room, uniforms = room + PulseStrip<T>.Room;
        int count = Pack(strip, packed);
        if (_rule.IsStochastic)
        {
            int node = PulseStrip<T>.Node(_values, strip.Row, strip.Column, 0);
            _kernels.Uniforms(_noise.Rounding, _noise.Step, _noise.Sample, node, new Span<T>(uniforms, PulseStrip<T>.WholeBlocks(count)));
        }

        return Round(packed, uniforms, count, tally) ? Unpack(strip, packed) : 0;
    }

    /// <summary>Moves the magnitudes of changes together.</summary>
    /// <returns>How many there are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Pack(in PulseStrip<T> strip, T* packed)
    {
        PulseStrip<T> at = strip;
        V zero = V.Constant(0);
        int count = 0;
        for (uint left = at.Blocks; left != 0; left &= left - 1)
        {
            int i = at.Start(left);
            for (int end = at.End(i); i < end; i += V.Count)
            {
                V magnitude = V.Abs(V.Load(at.Wanted + i));
                V.Store(packed + count, V.Pack(magnitude, zero, magnitude));
                count += V.CountLess(zero, magnitude);
            }
        }

        V.Store(packed + count, zero);
        return count;
    }

    /// <summary>Overwrites magnitudes with numbers of pulses; counts those that become none or too many.</summary>
    /// <returns>Whether there is any pulse.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Round(T* packed, T* uniforms, int count, T* tally)
    {
        V zero = V.Constant(0), one = V.Constant(1), half = V.Constant(0.5), largest = zero;
        V step = V.Broadcast(T.One / _rule.Step), longest = V.Constant(_rule.LongestTrain), shift = V.RoundingShift;
        V changes = zero, written = zero, cut = zero;
        bool isStochastic = _rule.IsStochastic;
        for (int i = 0; i < count; i += V.Count)
        {
            V magnitude = V.Load(packed + i), exact = magnitude * step, most = V.Min(longest, exact);
            V near = isStochastic ? V.Min(longest, most + V.Load(uniforms + i)) : most;
            V whole = (near + shift) - shift, number = isStochastic ? V.SelectLess(near, whole, whole - one, whole) : whole;
            changes = changes + V.SelectLess(zero, magnitude, one, zero);
            cut = cut + V.SelectLess(longest + half, exact, one, zero);
            written = written + V.SelectLess(half, number, one, zero);
            V.Store(packed + i, number);
            largest = V.Max(largest, number);
        }

        PulseTally<V, T>.Add(tally, PulseTally<V, T>.Wanted, changes);
        PulseTally<V, T>.Add(tally, PulseTally<V, T>.Lost, changes - written);
        PulseTally<V, T>.Add(tally, PulseTally<V, T>.Cut, cut);
        return V.AnyLess(half, largest);
    }

    /// <summary>Puts numbers of pulses where their changes are.</summary>
    /// <returns>A bit for each block in which there is any pulse.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static uint Unpack(in PulseStrip<T> strip, T* packed)
    {
        PulseStrip<T> at = strip;
        V zero = V.Constant(0), half = V.Constant(0.5);
        uint pulsed = 0;
        for (uint left = at.Blocks; left != 0; left &= left - 1)
        {
            V largest = zero;
            int i = at.Start(left);
            for (int end = at.End(i); i < end; i += V.Count)
            {
                V magnitude = V.Abs(V.Load(at.Wanted + i)), number = V.Unpack(V.Load(packed), zero, magnitude, zero);
                V.Store(at.Pulses + i, number);
                largest = V.Max(largest, number);
                packed += V.CountLess(zero, magnitude);
            }

            pulsed |= V.AnyLess(half, largest) ? left & (0 - left) : 0;
        }

        return pulsed;
    }
}
