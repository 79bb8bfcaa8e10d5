using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Functions;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>
/// A <see cref="StepControl{T}"/> for one lane: h &lt;- 0.9 h e^(-0.7/q) e_before^(0.4/q) within 1/5 and 5, q the order of the pair, the rule by
/// which a <see cref="Trajectories.Trajectory{T}"/> chooses (Hairer and Wanner, Solving Ordinary Differential Equations II, section IV.2). The
/// first step tried is the nominal one.
/// </summary>
/// <remarks>
/// All chips of a block are judged at once: one by one, they cost as much as a step of a small circuit. A time is the sum of two numbers, and so
/// as good in single precision as in double.
/// </remarks>
internal sealed unsafe class StepControl<V, T> : StepControl<T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Registers = 8;
    private const double Safety = 0.9;
    private const double Least = 0.2;
    private const double Most = 5;
    private const double SmallestError = 1e-10;
    private const double LargestError = 1e30;

    /// <summary>Where a step this short is refused, the chip diverges.</summary>
    private const double SmallestLength = 1e-6;

    private readonly double _exponent;
    private readonly AlignedBuffer<T> _registers = new(Registers * V.Count);

    /// <summary>1 until the chip ends.</summary>
    private readonly T* _moving;

    /// <summary>Length to try next, unless the end is nearer.</summary>
    private readonly T* _next;

    /// <summary>Most that a step may be longer than the one before it.</summary>
    private readonly T* _most;

    /// <summary>Logarithm of the error over the tolerance of the last step that was accepted.</summary>
    private readonly T* _logError;

    /// <summary>End of the last step that was accepted, and what rounding left of it.</summary>
    private readonly T* _time;
    private readonly T* _timeRest;

    /// <summary>Steps that were accepted.</summary>
    private readonly T* _count;

    /// <summary>0 but for a chip whose last step was the present one: 2 at the end of the time, 1 before.</summary>
    private readonly T* _ends;

    private double _duration;
    private double _stopMove;

    /// <summary>Prepares the control of a pair's steps.</summary>
    /// <param name="order">Order of the pair.</param>
    public StepControl(int order)
    {
        _exponent = 1.0 / order;
        T* next = _registers.Pointer;
        _moving = next;
        _next = next += V.Count;
        _most = next += V.Count;
        _logError = next += V.Count;
        _time = next += V.Count;
        _timeRest = next += V.Count;
        _count = next += V.Count;
        _ends = next += V.Count;
    }

    public override void Begin(int chips, double duration, double? stopMove)
    {
        _duration = duration;
        _stopMove = stopMove ?? -1;
        _registers.Clear();
        new Span<T>(_moving, chips).Fill(T.One);
        new Span<T>(_next, V.Count).Fill(T.One);
        new Span<T>(_most, V.Count).Fill(T.CreateTruncating(Most));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Attempt(ChipSteps<T> steps)
    {
        V left = Left(), next = V.Load(_next);
        V.Store(steps.Length, V.Load(_moving) * V.SelectLess(next, left, next, left));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override bool Judge(ChipSteps<T> steps)
    {
        V zero = V.Constant(0), one = V.Constant(1), moving = V.Load(_moving), length = V.Load(steps.Length), error = V.Load(steps.LargestError);
        V kept = V.SelectLess(one, error, zero, one);
        V vanished = V.SelectLess(zero, kept, zero, V.SelectLess(length, V.Constant(SmallestLength), one, zero));
        V accepted = moving * V.Max(kept, vanished);
        V.Store(steps.Accepted, accepted);

        V logError = Elementary<V, T>.Log(V.Min(V.Max(error, V.Constant(SmallestError)), V.Constant(LargestError)));
        V before = V.Load(_logError), most = V.Load(_most), exponent = V.Constant(_exponent);
        V shrink = zero - logError;
        V grow = V.MultiplyAdd(V.Constant(0.4), before, V.Constant(-0.7) * logError);
        V factor = V.Constant(Safety) * Elementary<V, T>.Exp(exponent * V.SelectLess(zero, kept, grow, shrink));
        V.Store(_next, length * V.Max(V.Constant(Least), V.Min(most, factor)));
        V.Store(_logError, V.SelectLess(zero, kept, logError, before));

        // After a step that was refused, the next is not longer than the one that succeeds.
        V.Store(_most, V.SelectLess(zero, kept, V.Constant(Most), one));
        V.Store(_count, V.Load(_count) + accepted);
        V reaches = V.SelectLess(length, Left(), zero, one);
        Advance(accepted, length);

        V move = V.SelectLess(zero, vanished, V.Constant(double.PositiveInfinity), V.Load(steps.LargestMove));
        V.Store(steps.LargestMove, move);
        V stops = V.SelectLess(V.Constant(Relaxation<T>.DivergenceLimit), move, one, V.SelectLess(V.Constant(_stopMove), move, zero, one));
        V ends = accepted * V.Max(stops, reaches + reaches);
        V.Store(_ends, ends);
        V.Store(_moving, V.SelectLess(zero, ends, zero, moving));
        return V.AnyLess(zero, ends);
    }

    public override bool EndsAt(int lane, out double time, out int count)
    {
        T end = _ends[lane];
        time = end > T.One ? _duration : double.CreateTruncating(_time[lane]) + double.CreateTruncating(_timeRest[lane]);
        count = int.CreateTruncating(_count[lane]);
        return end > T.Zero;
    }

    public override void Dispose() => _registers.Dispose();

    /// <summary>Time left of the duration.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private V Left()
    {
        double duration = double.CreateTruncating(T.CreateTruncating(_duration));
        return V.Constant(duration) - V.Load(_time) + (V.Constant(_duration - duration) - V.Load(_timeRest));
    }

    /// <summary>time &lt;- time + length where a step was accepted, rounding kept (Knuth's sum of two).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Advance(V accepted, V length)
    {
        V time = V.Load(_time), rest = V.Load(_timeRest), step = accepted * length;
        V sum = time + step, part = sum - time;
        rest += time - (sum - part) + (step - part);
        V.Store(_time, sum);
        V.Store(_timeRest, rest);
    }
}
