using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Trajectories;

/// <content>Sums over the states at a stage, for <see cref="PathIntegrals{T}"/>. Each is kept as sixteen lanes, at every register width.</content>
internal sealed unsafe partial class GroupTrajectory<V, T, E>
{
    private const int SumLanes = BatchMatrix<T>.Granule;

    /// <summary>No rail lies beyond.</summary>
    private const double FarOut = 1e30;

    /// <summary>Whether any state, however far out, is put back.</summary>
    private readonly bool _hasRails = V.AnyLess(equation.Project(V.Constant(FarOut)), V.Constant(FarOut)) || V.AnyLess(V.Constant(-FarOut), equation.Project(V.Constant(-FarOut)));

    public override SumSites<T> SitesOf(in StateSlots<T> slots, PathWeights<T> weights, int ownTerms)
    {
        nint at = slots.FirstRow * slots.StageStride;
        return new()
        {
            Scale = weights.Scale.Pointer,
            Shift = weights.Shift.Pointer,
            Square = weights.Square.Pointer,
            Linear = weights.Linear.Pointer,
            Magnitude = weights.OutputMagnitude.Pointer,
            Capacity = weights.Capacity.Pointer,
            Present = Group.Present.Pointer,
            Net = Group.Net.Pointer + at,
            PutBack = Group.Scratch.Pointer + at,
            Push = Group.Push.Pointer + at,
            IsPlain = !weights.Scale.Row(0).ContainsAnyExcept(T.One) && !weights.Shift.Row(0).ContainsAnyExcept(T.Zero),
            OwnTerms = ownTerms,
        };
    }

    public override void Sum(int row, in StateSlots<T> slots, int slopeSlot, in SumSites<T> sites, PathWeights<T> weights, T factor, T* sums)
    {
        T* state = Stage(row, slots), output = Output(row, slots), slope = slots.Of(row, slopeSlot);
        nint at = row * slots.StageStride;
        if (Group.IsHeld)
        {
            // A source holds these: what arrives flows into it.
            SumOutputs(output, sites, factor, sums);
            return;
        }

        for (int lane = 0; lane < SumLanes; lane += V.Count)
        {
            SumCommon(lane, state, output, sites.Net + at, slope, sites, factor, sums);
            if (Group.Pushed)
            {
                SumPush(lane, state, output, sites.Push + at, sites, factor, sums);
            }

            if (weights.HasRareTerms)
            {
                SumRare(lane, state, output, sites.Net + at, sites, weights, factor, sums);
            }
        }

        if (sites.OwnTerms < SumTerms(weights))
        {
            SumDiagonals(row, state, slots, sites, factor, sums);
            SumConnections(row, state, slots, sites, weights, factor, sums);
        }
    }

    public override void SumPutBack(int row, in StateSlots<T> slots, in SumSites<T> sites, T* sums)
    {
        if (!_hasRails || Group.IsHeld)
        {
            return;
        }

        T* state = Stage(row, slots), putBack = sites.PutBack + row * slots.StageStride, to = sums + (int)PathTerm.CapacityPower * SumLanes;
        for (int lane = 0; lane < SumLanes; lane += V.Count)
        {
            SumPutBack(lane, state, putBack, sites, to);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AddScaled(T factor, T* from, T* to, int count)
    {
        V scale = V.Broadcast(factor);
        for (int i = 0; i < count; i += V.Count)
        {
            V.Store(to + i, V.MultiplyAdd(scale, V.Load(from + i), V.Load(to + i)));
        }
    }

    private int SumTerms(PathWeights<T> weights) =>
        (weights.HasRareTerms ? PathIntegrals<T>.AllTerms : PathIntegrals<T>.CommonTerms) + Group.DiagonalConnections.Length + weights.Connections.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(T* sums, PathTerm term, int lane, V factor, V sum)
    {
        T* place = sums + (int)term * SumLanes + lane;
        V.Store(place, V.MultiplyAdd(factor, sum, V.Load(place)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Voltage(V x, int column, bool isPlain, T* scale, T* shift) =>
        isPlain ? x : V.MultiplyAdd(V.Load(scale + column), x, V.Constant(0) - V.Load(shift + column));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumCommon(int lane, T* state, T* output, T* net, T* slope, in SumSites<T> sites, T factor, T* sums)
    {
        E e = equation;
        bool isPlain = sites.IsPlain;
        T* scale = sites.Scale, shift = sites.Shift, square = sites.Square, linear = sites.Linear, magnitude = sites.Magnitude, capacity = sites.Capacity, present = sites.Present;
        V squares = V.Constant(0), linears = squares, magnitudes = squares, powers = squares, nets = squares, capacities = squares;
        int columns = _columns;
        for (int column = lane; column < columns; column += SumLanes)
        {
            V x = V.Load(state + column), y = E.OutputIsState ? x : V.Load(output + column);
            V m = Voltage(x, column, isPlain, scale, shift), share = V.Load(present + column) * e.RateByNet(x, y), arriving = share * V.Load(net + column);
            squares = V.MultiplyAdd(V.Load(square + column) * m, m, squares);
            linears = V.MultiplyAdd(V.Load(linear + column) * share, m, linears);
            magnitudes = V.MultiplyAdd(V.Load(magnitude + column), V.Abs(y), magnitudes);
            powers = V.MultiplyAdd(m, arriving, powers);
            nets += arriving;
            capacities = V.MultiplyAdd(V.Load(capacity + column) * m, V.Load(slope + column), capacities);
        }

        V times = V.Broadcast(factor);
        Add(sums, PathTerm.Square, lane, times, squares);
        Add(sums, PathTerm.Linear, lane, times, linears);
        Add(sums, PathTerm.OutputMagnitude, lane, times, magnitudes);
        Add(sums, PathTerm.NetPower, lane, times, powers);
        Add(sums, PathTerm.Net, lane, times, nets);
        Add(sums, PathTerm.CapacityPower, lane, times, capacities);
    }

    /// <summary>x - x', x at the stage, x' where the slopes lead to: zero but where a rail was met.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void KeepPutBack(T* state, nint slotStride, T* c, int count, V length, T* stage, T* putBack)
    {
        for (int column = 0; column < _columns; column += V.Count)
        {
            T* slope = state + slotStride + column;
            V sum = V.Broadcast(*c) * V.Load(slope);
            for (int j = 1; j < count; j++)
            {
                slope += slotStride;
                sum = V.MultiplyAdd(V.Broadcast(c[j]), V.Load(slope), sum);
            }

            V.Store(putBack + column, V.Load(stage + column) - V.MultiplyAdd(length, sum, V.Load(state + column)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumPutBack(int lane, T* state, T* putBack, in SumSites<T> sites, T* to)
    {
        bool isPlain = sites.IsPlain;
        T* scale = sites.Scale, shift = sites.Shift, capacity = sites.Capacity;
        V moved = V.Load(to + lane);
        for (int column = lane; column < _columns; column += SumLanes)
        {
            moved = V.MultiplyAdd(V.Load(capacity + column) * Voltage(V.Load(state + column), column, isPlain, scale, shift), V.Load(putBack + column), moved);
        }

        V.Store(to + lane, moved);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumPush(int lane, T* state, T* output, T* push, in SumSites<T> sites, T factor, T* sums)
    {
        E e = equation;
        bool isPlain = sites.IsPlain;
        T* scale = sites.Scale, shift = sites.Shift, present = sites.Present;
        V sum = V.Constant(0), stiffness = V.Broadcast(Group.PushStiffness);
        for (int column = lane; column < _columns; column += SumLanes)
        {
            V x = V.Load(state + column), y = E.OutputIsState ? x : V.Load(output + column);
            V pushed = V.Load(present + column) * (V.Load(push + column) - stiffness * e.Observed(x, y));
            sum = V.MultiplyAdd(Voltage(x, column, isPlain, scale, shift), pushed, sum);
        }

        Add(sums, PathTerm.PushPower, lane, V.Broadcast(factor), sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumRare(int lane, T* state, T* output, T* net, in SumSites<T> sites, PathWeights<T> weights, T factor, T* sums)
    {
        E e = equation;
        bool isPlain = sites.IsPlain;
        T* scale = sites.Scale, shift = sites.Shift, present = sites.Present, load = weights.LoadSquare.Pointer, linear = weights.SecondLinear.Pointer, leak = Group.Leak.Pointer;
        V loads = V.Constant(0), linears = loads, others = loads, nets = loads;
        for (int column = lane; column < _columns; column += SumLanes)
        {
            V x = V.Load(state + column), y = E.OutputIsState ? x : V.Load(output + column), sum = V.Load(net + column), own = V.Load(leak + column);
            V m = Voltage(x, column, isPlain, scale, shift), isState = V.Load(present + column), arriving = isState * e.RateByNet(x, y) * sum;
            loads = V.MultiplyAdd(V.Load(load + column) * m, m, loads);
            linears = V.MultiplyAdd(V.Load(linear + column), m, linears);
            others = V.MultiplyAdd(m, arriving - isState * (own * x + e.Rate(x, y, sum, own)), others);
            nets = V.MultiplyAdd(arriving, arriving, nets);
        }

        V times = V.Broadcast(factor);
        Add(sums, PathTerm.LoadSquare, lane, times, loads);
        Add(sums, PathTerm.SecondLinear, lane, times, linears);
        Add(sums, PathTerm.OtherPower, lane, times, others);
        Add(sums, PathTerm.NetSquare, lane, times, nets);
    }

    private void SumOutputs(T* output, in SumSites<T> sites, T factor, T* sums)
    {
        for (int lane = 0; lane < SumLanes; lane += V.Count)
        {
            V magnitudes = V.Constant(0);
            for (int column = lane; column < _columns; column += SumLanes)
            {
                magnitudes = V.MultiplyAdd(V.Load(sites.Magnitude + column), V.Abs(V.Load(output + column)), magnitudes);
            }

            Add(sums, PathTerm.OutputMagnitude, lane, V.Broadcast(factor), magnitudes);
        }
    }
}
