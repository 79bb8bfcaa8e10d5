using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Ensembles;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Trajectories;

/// <content>Errors, and states between the ends of a step.</content>
internal sealed unsafe partial class GroupTrajectory<V, T, E>
{
    /// <remarks>
    /// The estimate does not know of rails: an error that the rails hide in a state shows in those that saw it at stages.
    /// </remarks>
    [SkipLocalsInit]
    public override void Judge(in RowSteps<T> rows, in StateSlots<T> slots, int firstSlot, double[] weights, StepTolerance? tolerance)
    {
        V* scratch = stackalloc V[weights.Length + CacheLine.Spare<V>()];
        V* c = Broadcast(weights, scratch);
        for (int row = rows.From; row < rows.To; row++)
        {
            if (rows.Length[row] == T.Zero)
            {
                continue;
            }

            T* state = slots.Of(row, 0), stage = Stage(row, slots);
            V error = V.Constant(0), largestMove;
            if (tolerance is { } allowed)
            {
                V length = V.Broadcast(rows.Length[row]);
                error = Largest(state, stage, slots.Of(row, firstSlot), slots.SlotStride, c, weights.Length, length, allowed, _columns, out largestMove);
            }
            else
            {
                largestMove = LargestMove(state, stage);
            }

            LargestElements(error, largestMove, out T ofErrors, out T ofMoves);
            rows.Error[row] = Larger(rows.Error[row], ofErrors);
            rows.Move[row] = Larger(rows.Move[row], ofMoves);
        }
    }

    public override void Interpolate(int row, in StateSlots<T> slots, in DenseWeights weights)
    {
        T* state = slots.Of(row, 0), stage = Stage(row, slots);
        if (!weights.IsEnd)
        {
            for (int column = 0; column < _columns; column++)
            {
                stage[column] = Within(state + column, stage[column], slots.SlotStride, weights);
            }
        }

        Admit(stage, Output(row, slots));
    }

    public override void Sample(int row, in StateSlots<T> slots, in DenseWeights weights, ReadOnlySpan<StateProbe> probes, Span<T> values)
    {
        T* state = slots.Of(row, 0), stage = Stage(row, slots);
        T* buffer = stackalloc T[V.Count];
        for (int i = 0; i < probes.Length; i++)
        {
            int at = probes[i].State;
            T x = weights.IsEnd ? stage[at] : Within(state + at, stage[at], slots.SlotStride, weights);
            V projected = equation.Project(V.Broadcast(x));
            V.Store(buffer, probes[i].IsOutput ? equation.Output(projected) : projected);
            values[i] = *buffer;
        }
    }

    private static T Within(T* state, T end, nint slotStride, in DenseWeights weights)
    {
        T x = *state;
        if (weights.Elapsed > 0)
        {
            return WithinDecay(state, slotStride, weights);
        }

        T sum = T.CreateTruncating(weights.Change) * (end - x);
        for (int j = 0; j < weights.Count; j++)
        {
            sum = T.FusedMultiplyAdd(T.CreateTruncating(weights.Weights[j]), state[weights.Slots[j] * slotStride], sum);
        }

        return x + sum;
    }

    private static T WithinDecay(T* state, nint slotStride, in DenseWeights weights)
    {
        T slope = state[slotStride], own = state[(1 + LinearizedSlots.Own) * slotStride], elapsed = T.CreateTruncating(weights.Elapsed);
        ScalarLane<T> z = new(elapsed * own), phi1 = ExponentialFunctions<ScalarLane<T>, T>.Phi1(z);
        T x = T.FusedMultiplyAdd(elapsed * phi1.Value, slope, *state);
        if (weights.SecondWeight != 0)
        {
            T phi2 = ExponentialFunctions<ScalarLane<T>, T>.Phi2(z, phi1).Value;
            x = T.FusedMultiplyAdd(T.CreateTruncating(weights.SecondWeight) * phi2, state[LinearizedSlots.Change * slotStride], x);
        }

        return x;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private V LargestMove(T* state, T* stage)
    {
        V largest = V.Constant(0);
        for (int column = 0; column < _columns; column += V.Count)
        {
            largest = Largest<V, T>.Of(largest, V.Load(stage + column) - V.Load(state + column));
        }

        return largest;
    }

    /// <summary>Largest error over the tolerance, and largest change.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static V Largest(T* state, T* stage, T* slots, nint slotStride, V* c, int count, V length, StepTolerance tolerance, int columns, out V largestMove)
    {
        V absolute = V.Constant(tolerance.Absolute), relative = V.Constant(tolerance.Relative), largest = V.Constant(0), move = largest;
        for (int column = 0; column < columns; column += V.Count)
        {
            T* slot = slots + column;
            V sum = c[0] * V.Load(slot);
            for (int j = 1; j < count; j++)
            {
                slot += slotStride;
                sum = V.MultiplyAdd(c[j], V.Load(slot), sum);
            }

            V error = length * sum, start = V.Load(state + column), end = V.Load(stage + column);
            V size = V.Max(V.Abs(start), V.Abs(end));
            largest = Largest<V, T>.Of(largest, error / V.MultiplyAdd(relative, size, absolute));
            move = Largest<V, T>.Of(move, end - start);
        }

        largestMove = move;
        return largest;
    }

    /// <summary>Of two numbers neither of which is NaN.</summary>
    private static T Larger(T a, T b) => a > b ? a : b;

    /// <summary>Largest of the magnitudes in each of two lanes, side by side: each is a chain of its own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void LargestElements(V a, V b, out T largestOfA, out T largestOfB)
    {
        // Written out: places that the compiler knows are cheaper.
        if (V.Count > 8)
        {
            a = V.Max(a, V.Slide(a, 8));
            b = V.Max(b, V.Slide(b, 8));
        }

        if (V.Count > 4)
        {
            a = V.Max(a, V.Slide(a, 4));
            b = V.Max(b, V.Slide(b, 4));
        }

        if (V.Count > 2)
        {
            a = V.Max(a, V.Slide(a, 2));
            b = V.Max(b, V.Slide(b, 2));
        }

        if (V.Count > 1)
        {
            a = V.Max(a, V.Slide(a, 1));
            b = V.Max(b, V.Slide(b, 1));
        }

        T* elements = stackalloc T[2 * V.Count];
        V.Store(elements, a);
        V.Store(elements + V.Count, b);
        largestOfA = *elements;
        largestOfB = elements[V.Count];
    }
}
