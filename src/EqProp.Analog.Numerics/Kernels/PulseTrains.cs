using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Numerics.Kernels;

/// <summary>
/// Sends trains of pulses to the elements of a strip that get any. Those are few where a minibatch leaves most synapses alone, so that they are first moved together:
/// random numbers are drawn and laws computed for them alone. Each pulse moves an element by its step times the law at where the pulse before left it, and has noise
/// of its own.
/// </summary>
internal readonly unsafe struct PulseTrains<V, T, L>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where L : struct, IPulseLaw<V, T>
{
    private const double NoDistance = 1e-30;

    private const double Half = 0.5;

    private readonly NoiseKernels<T> _kernels;
    private readonly L _law;
    private readonly PulseElements<T> _elements;
    private readonly PulseRule<T> _rule;
    private readonly PulseNoise _noise;

    public PulseTrains(NoiseKernels<T> kernels, L law, PulseElements<T> elements, in PulseRule<T> rule, in PulseNoise noise)
    {
        _kernels = kernels;
        _law = law;
        _elements = elements;
        _rule = rule;
        _noise = noise;
    }

    /// <summary>Writes the elements of a strip that get pulses, and counts what ends at a bound.</summary>
    /// <param name="strip">Where pulses go.</param>
    /// <param name="tally">Counts.</param>
    [SkipLocalsInit]
    public void Write(in PulseStrip<T> strip, T* tally)
    {
        T* room = stackalloc T[PackedPulses<T>.Arrays * PulseStrip<T>.Room], numbers = stackalloc T[PulseStrip<T>.Room];
        var packed = new PackedPulses<T>(room, _elements);
        int count = Pack(strip, packed);
        if (count == 0)
        {
            return;
        }

        bool isNoisy = _rule.CycleSpread != T.Zero, more = true;
        for (int pulse = 0; more; pulse++)
        {
            if (isNoisy)
            {
                Draw(_noise.Cycle, strip, pulse, count, numbers);
            }

            more = Pulse(packed, isNoisy ? numbers : null, pulse + Half, count);
        }

        bool errs = L.Errs || _rule.WriteNoise != T.Zero;
        if (errs)
        {
            Draw(_noise.Write, strip, 0, count, numbers);
        }

        Keep(packed, errs ? numbers : null, count, tally);
        Unpack(strip, packed);
    }

    /// <summary>Moves what is needed of the elements that get pulses together.</summary>
    /// <returns>How many there are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Pack(in PulseStrip<T> strip, in PackedPulses<T> packed)
    {
        nint first = strip.First(_elements.Values);
        T* held = (_elements.Stored ?? _elements.Values).Pointer + first;
        T* low = At(_elements.Low, first), high = At(_elements.High, first), up = At(_elements.Up, first), down = At(_elements.Down, first);
        V half = V.Constant(Half), sign = V.Constant(strip.Sign);
        PackedPulses<T> to = packed;
        PulseStrip<T> from = strip;
        int count = 0;
        for (uint left = from.Blocks; left != 0; left &= left - 1)
        {
            int at = from.Start(left), end = from.End(at);
            for (; at < end; at += V.Count)
            {
                V asked = V.Load(from.Wanted + at), number = Chosen(from.Sign, sign, asked, V.Load(from.Pulses + at));
                int found = V.CountLess(half, number);
                if (found == 0)
                {
                    continue;
                }

                V.Store(to.Wanted + count, V.Pack(from.Sign == 0 ? asked : sign * asked, half, number));
                V.Store(to.Pulses + count, V.Pack(number, half, number));
                V.Store(to.Reached + count, V.Pack(V.Load(held + at), half, number));
                Pack(low, at, to.Low, count, number);
                Pack(high, at, to.High, count, number);
                Pack(up, at, to.Up, count, number);
                Pack(down, at, to.Down, count, number);
                count += found;
            }
        }

        V.Store(to.Pulses + count, V.Constant(0));
        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pack(T* from, int at, T* to, int count, V number)
    {
        if (from != null)
        {
            V.Store(to + count, V.Pack(V.Load(from + at), V.Constant(Half), number));
        }
    }

    /// <summary>Pulses of the elements that this write is for: all of them, or those that go one way.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Chosen(int sign, V factor, V asked, V number) => sign == 0 ? number : V.SelectLess(V.Constant(0), factor * asked, number, V.Constant(0));

    private void Draw(in NoiseKey key, in PulseStrip<T> strip, int pulse, int count, T* numbers) => _kernels.Gaussians(
        key, _noise.Step, _noise.Sample, PulseStrip<T>.Node(_elements.Values, strip.Row, strip.Column, pulse), new Span<T>(numbers, PulseStrip<T>.WholeBlocks(count)));

    /// <summary>Sends one pulse to each element whose train is not at its end.</summary>
    /// <returns>Whether any train goes on after it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Pulse(in PackedPulses<T> packed, T* cycle, double before, int count)
    {
        PackedPulses<T> at = packed;
        V zero = V.Constant(0), one = V.Constant(1), sent = V.Constant(before), spread = V.Broadcast(_rule.CycleSpread), longest = zero;
        V allLow = V.Broadcast(_rule.Low), allHigh = V.Broadcast(_rule.High), allUp = V.Broadcast(_rule.Up), allDown = V.Broadcast(_rule.Down);
        for (int i = 0; i < count; i += V.Count)
        {
            V number = V.Load(at.Pulses + i);
            longest = V.Max(longest, number);
            V lowest = at.Low == null ? allLow : V.Load(at.Low + i), highest = at.High == null ? allHigh : V.Load(at.High + i);
            V upwards = at.Up == null ? allUp : V.Load(at.Up + i), downwards = at.Down == null ? allDown : V.Load(at.Down + i);
            V asked = V.Load(at.Wanted + i), value = V.Load(at.Reached + i);
            V size = V.SelectLess(zero, asked, upwards * _law.Up(value, lowest, highest), zero - downwards * _law.Down(value, lowest, highest));
            size = L.Counts ? size : size * V.Abs(asked);
            size = cycle == null ? size : size * V.MultiplyAdd(spread, V.Load(cycle + i), one);
            V moved = V.Max(lowest, V.Min(highest, value + size));
            V.Store(at.Reached + i, V.SelectLess(sent, number, L.Counts ? moved : value + size, value));
        }

        return V.AnyLess(sent + one, longest);
    }

    /// <summary>What is kept of what was reached, and what is seen of it: with the errors of a write, within the bounds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Keep(in PackedPulses<T> packed, T* write, int count, T* tally)
    {
        PackedPulses<T> at = packed;
        V half = V.Constant(Half), minimum = V.Broadcast(_rule.Minimum), maximum = V.Broadcast(_rule.Maximum), noise = V.Broadcast(_rule.WriteNoise);
        V allLow = V.Broadcast(_rule.Low), allHigh = V.Broadcast(_rule.High), stopped = V.Constant(0);
        bool hides = _elements.Stored is not null;
        for (int i = 0; i < count; i += V.Count)
        {
            V lowest = at.Low == null ? allLow : V.Load(at.Low + i), highest = at.High == null ? allHigh : V.Load(at.High + i);
            V moved = V.Load(at.Reached + i);
            moved = L.Errs ? V.MultiplyAdd(_law.Error(moved), V.Load(write + i), moved) : moved;
            V bottom = V.Max(lowest, minimum), top = V.Min(highest, maximum), kept = V.Max(bottom, V.Min(top, moved));
            V beyond = V.SelectLess(half, V.Load(at.Pulses + i), V.Max(bottom - moved, moved - top), V.Constant(-1));
            stopped = stopped + V.SelectLess(V.Constant(-NoDistance), beyond, V.Constant(1), V.Constant(0));
            V.Store(at.Reached + i, kept);
            if (hides)
            {
                V.Store(at.Wanted + i, V.Max(minimum, V.Min(maximum, V.MultiplyAdd(noise, V.Load(write + i), kept))));
            }
        }

        PulseTally<V, T>.Add(tally, PulseTally<V, T>.AtBound, stopped);
    }

    /// <summary>Puts the elements back where they came from.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Unpack(in PulseStrip<T> strip, in PackedPulses<T> packed)
    {
        nint first = strip.First(_elements.Values);
        T* values = At(_elements.Values, first), stored = At(_elements.Stored, first);
        T* kept = packed.Reached, shown = stored == null ? kept : packed.Wanted;
        V half = V.Constant(Half), sign = V.Constant(strip.Sign);
        PulseStrip<T> to = strip;
        for (uint left = to.Blocks; left != 0; left &= left - 1)
        {
            int at = to.Start(left), end = to.End(at);
            for (; at < end; at += V.Count)
            {
                V number = Chosen(to.Sign, sign, V.Load(to.Wanted + at), V.Load(to.Pulses + at));
                int found = V.CountLess(half, number);
                if (found == 0)
                {
                    continue;
                }

                V.Store(values + at, V.Unpack(V.Load(shown), half, number, V.Load(values + at)));
                if (stored != null)
                {
                    V.Store(stored + at, V.Unpack(V.Load(kept), half, number, V.Load(stored + at)));
                }

                shown += found;
                kept += found;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T* At(BatchMatrix<T>? matrix, nint place) => matrix is null ? null : matrix.Pointer + place;
}
