using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>A <see cref="SparseGroup{T}"/> for one lane and one equation.</summary>
internal sealed unsafe partial class SparseGroup<V, T, E>(EnsembleGroup<T> group, E equation) : SparseGroup<T>(group)
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where E : struct, IStateEquation<V, T>
{
    private T* _push;
    private V _pushStiffness;

    public override bool OutputIsState => E.OutputIsState;

    public override void Begin(int block, in SparseStage<T> last)
    {
        T* drive = Group.Drive.Block(block), leak = Group.Leak.Block(block), rate = Group.Rate.Block(block), state = Group.State.Block(block);
        T* to = Fixed;
        for (int i = 0; i < Group.Size; i++)
        {
            nint at = (nint)i * V.Count;
            V.Store(to, V.Load(drive + at));
            V.Store(to + V.Count, V.Load(leak + at));
            V.Store(to + 2 * V.Count, V.Load(rate + at));
            to += Parameters * V.Count;
            foreach (EnsembleCoupling<T> coupling in Group.Incoming)
            {
                var sparse = (SparseEnsembleCoupling<T>)coupling;
                T* weights = sparse.Weights.Block(block);
                for (int entry = sparse.Starts[i]; entry < sparse.Starts[i + 1]; entry++, to += V.Count)
                {
                    V.Store(to, V.Load(weights + (nint)entry * V.Count));
                }
            }

            V x = V.Load(state + at);
            V.Store(Moving + i * MovingStride, x);
            V.Store(last.Seen + (First + i) * (nint)V.Count, equation.Output(x));
            if (!E.OutputIsState)
            {
                V.Store(Stage + at, x);
            }
        }

        _push = Group.Pushed ? Group.Push.Block(block) : null;
        _pushStiffness = V.Broadcast(Group.PushStiffness);
    }

    public override void Run(in SparseRange range, in SparseStage<T> stage, ChipSteps<T> steps)
    {
        if (stage.Index == 0)
        {
            Take(range.From, range.To, stage, steps);
            return;
        }

        switch (SourcesOfEach)
        {
            case 1:
                Run<KnownCount.One>(range, stage, steps);
                break;
            case 2:
                Run<KnownCount.Two>(range, stage, steps);
                break;
            case 3:
                Run<KnownCount.Three>(range, stage, steps);
                break;
            default:
                Run<KnownCount.Any>(range, stage, steps);
                break;
        }
    }

    public override void End(int block, in SparseStage<T> last, ChipSteps<T> steps)
    {
        T* state = Group.State.Block(block), moving = Moving;
        T* reached = E.OutputIsState ? last.Seen + (nint)First * V.Count : Stage;
        V accepted = V.Load(steps.Accepted), zero = V.Constant(0);
        for (nint i = 0; i < (nint)Group.Size * V.Count; i += V.Count, moving += MovingStride)
        {
            V.Store(state + i, V.SelectLess(zero, accepted, V.Load(reached + i), V.Load(moving)));
        }
    }

    /// <summary>Takes the step before where it was accepted, and leads to the first stage.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Take(int from, int to, in SparseStage<T> stage, ChipSteps<T> steps)
    {
        E e = equation;
        nint stride = MovingStride, newSlope = stride - V.Count, at = (nint)from * V.Count, own = (nint)First * V.Count;
        T* moving = Moving + from * stride, next = stage.Next + own, states = E.OutputIsState ? stage.Seen + own : Stage;
        V accepted = V.Load(steps.Accepted), length = V.Load(steps.Length), zero = V.Constant(0), c = V.Broadcast(*stage.Coefficients);
        for (; from < to; from++, at += V.Count, moving += stride)
        {
            V x = V.SelectLess(zero, accepted, V.Load(states + at), V.Load(moving));
            V k = V.SelectLess(zero, accepted, V.Load(moving + newSlope), V.Load(moving + V.Count));
            V.Store(moving, x);
            V.Store(moving + V.Count, k);
            x = V.MultiplyAdd(length, c * k, x);
            V.Store(next + at, e.Output(x));
            if (!E.OutputIsState)
            {
                V.Store(states + at, x);
            }
        }
    }
}
