using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;

namespace EqProp.Analog.Numerics.Ensembles;

/// <content>Slopes, and what follows from them. Their loops are written out for the stages of a step and the usual few sources.</content>
internal sealed unsafe partial class SparseGroup<V, T, E>
{
    private void Run<K>(in SparseRange range, in SparseStage<T> stage, ChipSteps<T> steps)
        where K : struct, IKnownCount
    {
        switch (stage.Index)
        {
            case 1:
                Run<K, KnownCount.One>(range, stage, steps);
                break;
            case 2:
                Run<K, KnownCount.Two>(range, stage, steps);
                break;
            case 3:
                Run<K, KnownCount.Three>(range, stage, steps);
                break;
            case 4:
                Run<K, KnownCount.Four>(range, stage, steps);
                break;
            case 5:
                Run<K, KnownCount.Five>(range, stage, steps);
                break;
            default:
                Run<K, KnownCount.Six>(range, stage, steps);
                break;
        }
    }

    private void Run<K, N>(in SparseRange range, in SparseStage<T> stage, ChipSteps<T> steps)
        where K : struct, IKnownCount
        where N : struct, IKnownCount
    {
        if (stage.LeadsOn)
        {
            Move<K, N>(range.From, range.To, stage, V.Load(steps.Length));
        }
        else
        {
            Judge<K, N>(range.From, range.To, stage, steps);
        }
    }

    /// <summary>Forms the slopes of a stage and leads to the next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Move<K, N>(int from, int to, in SparseStage<T> stage, V length)
        where K : struct, IKnownCount
        where N : struct, IKnownCount
    {
        var weights = new SlopeWeights<V, T, N>(stage.Coefficients);
        E e = equation;
        V stiffness = _pushStiffness;
        nint at = (nint)from * V.Count, stride = MovingStride;
        T* outputs = stage.Seen + (nint)First * V.Count, states = E.OutputIsState ? outputs : Stage, next = stage.Next + (nint)First * V.Count;
        T* seen = stage.Seen, push = _push, moving = Moving + from * stride;
        fixed (int* starts = Starts, sources = Sources)
        {
            int* source = sources + starts[from];
            T* parameters = Fixed + (from * (nint)Parameters + starts[from]) * V.Count;
            for (; from < to; from++, at += V.Count, moving += stride)
            {
                int count = K.Value >= 0 ? K.Value : starts[from + 1] - starts[from];
                V net = Net<K>(count, source, seen, parameters), x = V.Load(states + at), y = E.OutputIsState ? x : V.Load(outputs + at);
                V f = e.Rate(x, y, net, V.Load(parameters + V.Count));
                if (push != null)
                {
                    f += V.Load(push + at) - stiffness * e.Observed(x, y);
                }

                V k = V.Load(parameters + 2 * V.Count) * f;
                V.Store(moving + (N.Value + 1) * V.Count, k);
                x = V.MultiplyAdd(length, weights.Sum(moving + V.Count, V.Count, k), V.Load(moving));
                V.Store(next + at, e.Output(x));
                if (!E.OutputIsState)
                {
                    V.Store(states + at, x);
                }

                parameters += (Parameters + count) * V.Count;
                source += count;
            }
        }
    }

    /// <summary>Forms the slopes at the new states, and judges the step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Judge<K, N>(int from, int to, in SparseStage<T> stage, ChipSteps<T> steps)
        where K : struct, IKnownCount
        where N : struct, IKnownCount
    {
        var weights = new SlopeWeights<V, T, N>(stage.Coefficients);
        E e = equation;
        V length = V.Load(steps.Length), largestMove = V.Load(steps.LargestMove), largestError = V.Load(steps.LargestError);
        V absolute = V.Load(Tolerance), relative = V.Load(Tolerance + V.Count), stiffness = _pushStiffness;
        nint at = (nint)from * V.Count, stride = MovingStride;
        T* outputs = stage.Seen + (nint)First * V.Count, states = E.OutputIsState ? outputs : Stage;
        T* seen = stage.Seen, push = _push, moving = Moving + from * stride;
        fixed (int* starts = Starts, sources = Sources)
        {
            int* source = sources + starts[from];
            T* parameters = Fixed + (from * (nint)Parameters + starts[from]) * V.Count;
            for (; from < to; from++, at += V.Count, moving += stride)
            {
                int count = K.Value >= 0 ? K.Value : starts[from + 1] - starts[from];
                V net = Net<K>(count, source, seen, parameters), x = V.Load(states + at), y = E.OutputIsState ? x : V.Load(outputs + at);
                V f = e.Rate(x, y, net, V.Load(parameters + V.Count));
                if (push != null)
                {
                    f += V.Load(push + at) - stiffness * e.Observed(x, y);
                }

                V k = V.Load(parameters + 2 * V.Count) * f;
                V.Store(moving + (N.Value + 1) * V.Count, k);
                V error = length * weights.Sum(moving + V.Count, V.Count, k);
                V size = V.Max(V.Abs(V.Load(moving)), V.Abs(x));
                largestMove = Largest<V, T>.Of(largestMove, k);
                largestError = Largest<V, T>.Of(largestError, error / V.MultiplyAdd(relative, size, absolute));
                parameters += (Parameters + count) * V.Count;
                source += count;
            }
        }

        V.Store(steps.LargestMove, largestMove);
        V.Store(steps.LargestError, largestError);
    }

    /// <summary>Drive and what the sources of one state contribute, one chain of fused multiply-adds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Net<K>(int count, int* source, T* seen, T* parameters)
        where K : struct, IKnownCount
    {
        V net = V.Load(parameters);
        T* weights = parameters + Parameters * V.Count;
        if (K.Value < 0)
        {
            for (int entry = 0; entry < count; entry++)
            {
                net = V.MultiplyAdd(V.Load(seen + source[entry]), V.Load(weights + entry * V.Count), net);
            }

            return net;
        }

        net = V.MultiplyAdd(V.Load(seen + source[0]), V.Load(weights), net);
        if (K.Value > 1)
        {
            net = V.MultiplyAdd(V.Load(seen + source[1]), V.Load(weights + V.Count), net);
        }

        if (K.Value > 2)
        {
            net = V.MultiplyAdd(V.Load(seen + source[2]), V.Load(weights + 2 * V.Count), net);
        }

        return net;
    }
}
