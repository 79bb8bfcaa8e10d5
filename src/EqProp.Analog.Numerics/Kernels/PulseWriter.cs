using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.Threads;

namespace EqProp.Analog.Numerics.Kernels;

/// <summary>Writes changes into elements of memory that move by pulses.</summary>
/// <typeparam name="T">float or double.</typeparam>
public abstract class PulseWriter<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Writes into single elements: up for positive changes, down for negative ones.</summary>
    /// <param name="contrast">What is wanted of each element, over the scale.</param>
    /// <param name="scale">Factor of it.</param>
    /// <param name="elements">The elements.</param>
    /// <param name="rule">What a write does to them.</param>
    /// <param name="noise">Names of random numbers.</param>
    /// <param name="threads">Most threads to use.</param>
    /// <returns>What became of the changes.</returns>
    public abstract PulseCounts Write(
        BatchMatrix<T> contrast, T scale, PulseElements<T> elements, in PulseRule<T> rule, in PulseNoise noise, int threads);

    /// <summary>
    /// Writes into pairs whose difference counts: positive changes go up on the first element, negative ones up on the second. Where either element has
    /// reached a level, both are set back with their difference kept.
    /// </summary>
    /// <param name="contrast">What is wanted of each difference, over the scale.</param>
    /// <param name="scale">Factor of it.</param>
    /// <param name="pairs">The elements of both kinds, and their differences, which are overwritten.</param>
    /// <param name="rule">What a write does to an element.</param>
    /// <param name="noise">Names of random numbers of the first elements and of the second ones; those of the first decide on fractions of a pulse of both.</param>
    /// <param name="threads">Most threads to use.</param>
    /// <returns>What became of the changes.</returns>
    public abstract PulseCounts WritePairs(
        BatchMatrix<T> contrast, T scale, PulsePairs<T> pairs, in PulseRule<T> rule, (PulseNoise Plus, PulseNoise Minus) noise, int threads);
}

/// <summary>A <see cref="PulseWriter{T}"/> for one lane and one law.</summary>
/// <typeparam name="V">Lane.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="L">The law.</typeparam>
/// <param name="kernels">Kernels of the lane's width.</param>
/// <param name="law">The law with its constants.</param>
public sealed unsafe class PulseWriter<V, T, L>(KernelSet<T> kernels, L law) : PulseWriter<T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where L : struct, IPulseLaw<V, T>
{
    private const int RowsAtOnce = 48;

    // About what a weight costs that is looked at and not written, over a multiply-add.
    private const double OperationsAWeight = 4;

    /// <inheritdoc/>
    public override PulseCounts Write(
        BatchMatrix<T> contrast, T scale, PulseElements<T> elements, in PulseRule<T> rule, in PulseNoise noise, int threads)
    {
        var plan = new PulsePlan<V, T, L>(kernels.Noise, elements, rule, noise);
        var trains = new PulseTrains<V, T, L>(kernels.Noise, law, elements, rule, noise);
        return Split(contrast, elements.Values, threads, (row, tally) => WriteRow(plan, trains, (contrast, scale), row, tally));
    }

    /// <inheritdoc/>
    public override PulseCounts WritePairs(
        BatchMatrix<T> contrast, T scale, PulsePairs<T> pairs, in PulseRule<T> rule, (PulseNoise Plus, PulseNoise Minus) noise, int threads)
    {
        T rest = rule.Low;
        var plan = new PulsePlan<V, T, L>(kernels.Noise, pairs.Plus, rule, noise.Plus);
        var plus = new PulseTrains<V, T, L>(kernels.Noise, law, pairs.Plus, rule, noise.Plus);
        var minus = new PulseTrains<V, T, L>(kernels.Noise, law, pairs.Minus, rule, noise.Minus);
        return Split(contrast, pairs.Values, threads, (row, tally) => WriteRow(plan, plus, minus, pairs, rest, (contrast, scale), row, tally));
    }

    [SkipLocalsInit]
    private static void WriteRow(
        in PulsePlan<V, T, L> plan, in PulseTrains<V, T, L> trains, (BatchMatrix<T> Contrast, T Scale) change, int row, nint tally)
    {
        T* room = stackalloc T[PulseStrip<T>.Arrays * PulseStrip<T>.Room];
        for (int column = 0; column < change.Contrast.PaddedColumns; column += PulseStrip<T>.Most)
        {
            PulseStrip<T> strip = plan.Strip(change, row, column, room, (T*)tally);
            if (strip.Blocks != 0)
            {
                trains.Write(strip, (T*)tally);
            }
        }
    }

    /// <summary>An element of a pair is asked for a change or the other is: one number decides on a fraction of a pulse for both.</summary>
    [SkipLocalsInit]
    private static void WriteRow(
        in PulsePlan<V, T, L> plan, in PulseTrains<V, T, L> plus, in PulseTrains<V, T, L> minus, PulsePairs<T> pairs, T rest,
        (BatchMatrix<T> Contrast, T Scale) change, int row, nint tally)
    {
        T* room = stackalloc T[PulseStrip<T>.Arrays * PulseStrip<T>.Room];
        for (int column = 0; column < change.Contrast.PaddedColumns; column += PulseStrip<T>.Most)
        {
            PulseStrip<T> strip = plan.Strip(change, row, column, room, (T*)tally);
            if (strip.Blocks == 0)
            {
                continue;
            }

            plus.Write(strip with { Sign = 1 }, (T*)tally);
            minus.Write(strip with { Sign = -1 }, (T*)tally);
            for (uint left = strip.Blocks; left != 0; left &= left - 1)
            {
                int at = strip.Start(left);
                Subtract(pairs, rest, row, column + at, strip.End(at) - at);
            }
        }
    }

    private static PulseCounts Split(BatchMatrix<T> contrast, BatchMatrix<T> values, int threads, Action<int, nint> writeRow)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(contrast.Rows, values.Rows);
        ArgumentOutOfRangeException.ThrowIfNotEqual(contrast.Stride, values.Stride);
        var counts = new PulseCounts[(values.Rows + RowsAtOnce - 1) / RowsAtOnce];
        WorkSplitter.Run(values.Rows, RowsAtOnce, threads, OperationsAWeight * values.Rows * values.Columns, (first, count) =>
        {
            T* tally = stackalloc T[PulseTally<V, T>.Size];
            new Span<T>(tally, PulseTally<V, T>.Size).Clear();
            for (int row = first; row < first + count; row++)
            {
                writeRow(row, (nint)tally);
            }

            counts[first / RowsAtOnce] = PulseTally<V, T>.Sum(tally);
        });
        return counts.Aggregate(default(PulseCounts), (sum, chunk) => sum + chunk);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Subtract(PulsePairs<T> pairs, T resting, int row, int column, int width)
    {
        nint at = (nint)row * pairs.Values.Stride + column;
        T* plus = pairs.Plus.Values.Pointer + at, minus = pairs.Minus.Values.Pointer + at, seen = pairs.Values.Pointer + at;
        V refresh = V.Broadcast(pairs.RefreshAt), rest = V.Broadcast(resting), zero = V.Constant(0);
        V least = V.Broadcast(pairs.Minimum), most = V.Broadcast(pairs.Maximum);
        for (int i = 0; i < Math.Min(width, pairs.Values.Columns - column); i += V.Count)
        {
            V up = V.Load(plus + i), down = V.Load(minus + i), difference = up - down;
            V reached = V.Max(up, down);
            up = V.SelectLess(reached, refresh, up, rest + V.Max(zero, difference));
            down = V.SelectLess(reached, refresh, down, rest + V.Max(zero, zero - difference));
            V.Store(plus + i, up);
            V.Store(minus + i, down);
            V.Store(seen + i, V.Max(least, V.Min(most, up - down)));
        }
    }
}
