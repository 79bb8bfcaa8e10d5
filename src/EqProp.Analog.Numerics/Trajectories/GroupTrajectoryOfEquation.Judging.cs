using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Ensembles;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Trajectories;

/// <content>Errors, and states between the ends of a step.</content>
internal sealed unsafe partial class GroupTrajectory<V, T, E>
{
    /// <remarks>Both the new state and the one it is compared with are put on the rails: beyond them no error matters.</remarks>
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
            V move = LargestMove(state, stage);
            rows.Move[row] = T.Max(rows.Move[row], LargestElement(move));
            if (tolerance is { } allowed)
            {
                V length = V.Broadcast(rows.Length[row]);
                V error = LargestError(state, stage, slots.Of(row, firstSlot), slots.SlotStride, c, weights.Length, length, allowed);
                rows.Error[row] = T.Max(rows.Error[row], LargestElement(error));
            }
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
        T sum = T.CreateTruncating(weights.Change) * (end - x);
        for (int j = 0; j < weights.Count; j++)
        {
            sum = T.FusedMultiplyAdd(T.CreateTruncating(weights.Weights[j]), state[weights.Slots[j] * slotStride], sum);
        }

        return x + sum;
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private V LargestError(T* state, T* stage, T* slots, nint slotStride, V* c, int count, V length, StepTolerance tolerance)
    {
        E e = equation;
        V absolute = V.Constant(tolerance.Absolute), relative = V.Constant(tolerance.Relative), largest = V.Constant(0);
        for (int column = 0; column < _columns; column += V.Count)
        {
            T* slot = slots + column;
            V sum = c[0] * V.Load(slot);
            for (int j = 1; j < count; j++)
            {
                slot += slotStride;
                sum = V.MultiplyAdd(c[j], V.Load(slot), sum);
            }

            V error = length * sum, end = V.Load(stage + column);
            V size = V.Max(V.Abs(V.Load(state + column)), V.Abs(end));
            V seen = V.Min(V.Abs(end - e.Project(end - error)), V.Abs(error));
            largest = Largest<V, T>.Of(largest, seen / V.MultiplyAdd(relative, size, absolute));
        }

        return largest;
    }

    private static T LargestElement(V lane)
    {
        T* elements = stackalloc T[V.Count];
        V.Store(elements, lane);
        T largest = elements[0];
        for (int i = 1; i < V.Count; i++)
        {
            largest = T.Max(largest, elements[i]);
        }

        return largest;
    }
}
