using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.Trajectories;

namespace EqProp.Analog.Numerics.Ensembles;

/// <content>Sums over the states of each chip, for <see cref="EnsembleIntegrals{T}"/>: chains over states in order, the same at every register width.</content>
public sealed unsafe partial class EnsembleStepper<V, T, E>
{
    internal override BlockSummer<T> Summer(IReadOnlyList<EnsembleStepper<T>> steppers, EnsembleIntegrals<T> integrals, RungeKuttaTableau? tableau) =>
        new BlockSummer<V, T>(steppers, integrals, tableau);

    internal override void SlopeAndSums(int block, GroupWorkspace<T> work, int slope, T* largestMove, in EnsembleSites<T> sites, T factor, T* sums)
    {
        NetAndPowers(block, work, sites, factor, sums, default);
        SumUsual<Flag.Yes>(new(Group, block), work, work.Slopes + slope * work.SlopeStride, largestMove, sites, V.Broadcast(factor), sums);
        SumOthers(block, work, sites, V.Broadcast(factor), sums);
    }

    internal override void NetAndPowers(int block, GroupWorkspace<T> work, in EnsembleSites<T> sites, T factor, T* sums, SharedSum<T> shared)
    {
        if (sites.Weights.Couplings.Count == 0)
        {
            EnsembleProduct<V, T>.Run(Group, block, work.Net, shared);
            return;
        }

        // What a coupling brings is what is there behind it less what was there before.
        EnsembleProduct<V, T>.Start(Group, block, work.Net);
        T* place = sums + sites.Weights.Terms.Count * V.Count;
        V times = V.Broadcast(factor), before = V.Constant(0);
        bool knowsBefore = false;
        for (int c = 0; c < Group.Incoming.Count; c++, place += EnsembleIntegrals<T>.CouplingTerms * V.Count)
        {
            if (sites.Weights.Couplings[c] is not { } load)
            {
                EnsembleProduct<V, T>.Add(Group, Group.Incoming[c], block, work.Net);
                knowsBefore = false;
                continue;
            }

            before = knowsBefore ? before : Power(work.Stage, work.Net, sites);
            EnsembleProduct<V, T>.Add(Group, Group.Incoming[c], block, work.Net);
            V after = Power(work.Stage, work.Net, sites);
            AddTo(place, 0, times, after - before);
            if (load.IsOfResistors)
            {
                EnsembleGroup<T> source = Group.Incoming[c].Source;
                AddTo(place, 1, times, Squares(source.Output.Block(block), load.OfSources.Block(block), source.Size));
                AddTo(place, 2, times, SquaresOfVoltages(work.Stage, load.OfTargets.Block(block), sites));
            }

            before = after;
            knowsBefore = true;
        }
    }

    internal override void Sum(int block, GroupWorkspace<T> work, in EnsembleSites<T> sites, T factor, T* sums)
    {
        SumUsual<Flag.No>(new(Group, block), work, null, null, sites, V.Broadcast(factor), sums);
        SumOthers(block, work, sites, V.Broadcast(factor), sums);
    }

    internal override void Pack(int block, in EnsembleSites<T> sites, T* to)
    {
        T*[] weights = sites.Usual;
        for (nint i = 0; i < _numbers; i += V.Count)
        {
            foreach (T* weight in weights)
            {
                V.Store(to, V.Load(weight + i));
                to += V.Count;
            }
        }
    }

    private void SumOthers(int block, GroupWorkspace<T> work, in EnsembleSites<T> sites, V times, T* sums)
    {
        T* output = Group.Output.Block(block);
        if (sites.PushLeak != null && Group.Pushed)
        {
            Add(sums, sites, PathTerm.PushPower, times, PushPower(work.Stage, output, Group.Push.Block(block), sites));
        }

        if (sites.LoadSquare != null)
        {
            Add(sums, sites, PathTerm.LoadSquare, times, SquaresOfVoltages(work.Stage, sites.LoadSquare, sites));
        }

        if (sites.Capacity != null)
        {
            Add(sums, sites, PathTerm.CapacityPower, times, CapacityPower(work.Stage, work.Net, new(Group, block), sites));
        }

        if (sites.Weights.Place(PathTerm.OtherPower) >= 0)
        {
            Add(sums, sites, PathTerm.OtherPower, times, OtherPower(work.Stage, output, work.Net, Group.Leak.Block(block), sites));
        }
    }

    private static void Add(T* sums, in EnsembleSites<T> sites, PathTerm term, V factor, V sum) => AddTo(sums, sites.Weights.Place(term), factor, sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTo(T* sums, int place, V factor, V sum)
    {
        T* at = sums + place * V.Count;
        V.Store(at, V.MultiplyAdd(factor, sum, V.Load(at)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Voltage(V x, nint at, T* scale, T* offset) => scale == null ? x : V.MultiplyAdd(V.Load(scale + at), x, V.Load(offset + at));

    /// <summary>The sums that most chips have, and the slopes where they are asked for.</summary>
    private void SumUsual<TSlopes>(GroupForces<V, T> forces, GroupWorkspace<T> work, T* slopes, T* largestMove, in EnsembleSites<T> sites, V factor, T* sums)
        where TSlopes : struct, IFlag
    {
        int magnitude = sites.Weights.Place(PathTerm.OutputMagnitude);
        switch ((sites.Scale != null, magnitude >= 0))
        {
            case (false, false):
                SumUsual<TSlopes, Flag.No, Flag.No>(forces, work, slopes, largestMove, sites.Packed, factor, sums, magnitude);
                break;
            case (false, true):
                SumUsual<TSlopes, Flag.No, Flag.Yes>(forces, work, slopes, largestMove, sites.Packed, factor, sums, magnitude);
                break;
            case (true, false):
                SumUsual<TSlopes, Flag.Yes, Flag.No>(forces, work, slopes, largestMove, sites.Packed, factor, sums, magnitude);
                break;
            default:
                SumUsual<TSlopes, Flag.Yes, Flag.Yes>(forces, work, slopes, largestMove, sites.Packed, factor, sums, magnitude);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumUsual<TSlopes, TShifted, TOutputs>(
        GroupForces<V, T> forces, GroupWorkspace<T> work, T* slopes, T* largestMove, T* weights, V factor, T* sums, int magnitude)
        where TSlopes : struct, IFlag
        where TShifted : struct, IFlag
        where TOutputs : struct, IFlag
    {
        E e = _equation;
        T* state = work.Stage, net = work.Net;
        V squares = V.Constant(0), linears = squares, powers = squares, nets = squares, seconds = squares, magnitudes = squares;
        V largest = TSlopes.IsSet ? V.Load(largestMove) : squares;
        nint numbers = _numbers;
        for (nint i = 0; i < numbers; i += V.Count)
        {
            V x = V.Load(state + i), y = V.Load(forces.Output + i), arriving = V.Load(net + i);
            if (TSlopes.IsSet)
            {
                V k = V.Load(forces.Rate + i) * forces.Of(e, x, i, arriving);
                largest = Largest<V, T>.Of(largest, k);
                V.Store(slopes + i, k);
            }

            V m = TShifted.IsSet ? V.MultiplyAdd(V.Load(weights + 2 * V.Count), x, V.Load(weights + 3 * V.Count)) : x, linear = V.Load(weights + V.Count);
            if (!E.NetArrivesWhole)
            {
                V share = e.RateByNet(x, y);
                arriving *= share;
                linear *= share;
            }

            squares = V.MultiplyAdd(V.Load(weights) * m, m, squares);
            linears = V.MultiplyAdd(linear, m, linears);
            powers = V.MultiplyAdd(m, arriving, powers);
            nets += arriving;
            weights += 2 * V.Count;
            if (TShifted.IsSet)
            {
                seconds = V.MultiplyAdd(V.Load(weights + 2 * V.Count), m, seconds);
                weights += 3 * V.Count;
            }

            if (TOutputs.IsSet)
            {
                magnitudes = V.MultiplyAdd(V.Load(weights), V.Abs(y), magnitudes);
                weights += V.Count;
            }
        }

        if (TSlopes.IsSet)
        {
            V.Store(largestMove, largest);
        }

        AddTo(sums, 0, factor, squares);
        AddTo(sums, 1, factor, linears);
        AddTo(sums, 2, factor, powers);
        AddTo(sums, 3, factor, nets);
        if (TShifted.IsSet)
        {
            AddTo(sums, 4, factor, seconds);
        }

        if (TOutputs.IsSet)
        {
            AddTo(sums, magnitude, factor, magnitudes);
        }
    }

    /// <summary>sum m net, of what has arrived so far.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private V Power(T* state, T* net, in EnsembleSites<T> sites)
    {
        T* scale = sites.Scale, offset = sites.Offset;
        V sum = V.Constant(0);
        for (nint i = 0; i < _numbers; i += V.Count)
        {
            sum = V.MultiplyAdd(Voltage(V.Load(state + i), i, scale, offset), V.Load(net + i), sum);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private V SquaresOfVoltages(T* state, T* weight, in EnsembleSites<T> sites)
    {
        T* scale = sites.Scale, offset = sites.Offset;
        V sum = V.Constant(0);
        for (nint i = 0; i < _numbers; i += V.Count)
        {
            V m = Voltage(V.Load(state + i), i, scale, offset);
            sum = V.MultiplyAdd(V.Load(weight + i) * m, m, sum);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static V Squares(T* output, T* weight, int sources)
    {
        V sum = V.Constant(0);
        for (int source = 0; source < sources; source++, output += V.Count, weight += V.Count)
        {
            V y = V.Load(output);
            sum = V.MultiplyAdd(V.Load(weight) * y, y, sum);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private V PushPower(T* state, T* output, T* push, in EnsembleSites<T> sites)
    {
        E e = _equation;
        T* scale = sites.Scale, offset = sites.Offset, leak = sites.PushLeak;
        V sum = V.Constant(0), stiffness = V.Broadcast(Group.PushStiffness);
        for (nint i = 0; i < _numbers; i += V.Count)
        {
            V x = V.Load(state + i), pushed = V.Load(push + i) - stiffness * e.Observed(x, V.Load(output + i)) - V.Load(leak + i) * x;
            sum = V.MultiplyAdd(Voltage(x, i, scale, offset), pushed, sum);
        }

        return sum;
    }

    /// <summary>What capacitors gain where rails put a step back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private V CapacityPower(T* state, T* net, GroupForces<V, T> forces, in EnsembleSites<T> sites)
    {
        E e = _equation;
        T* scale = sites.Scale, offset = sites.Offset, capacity = sites.Capacity;
        V sum = V.Constant(0);
        for (nint i = 0; i < _numbers; i += V.Count)
        {
            V x = V.Load(state + i);
            V moved = e.Project(V.MultiplyAdd(V.Load(forces.Rate + i), forces.Of(e, x, i, V.Load(net + i)), x)) - x;
            sum = V.MultiplyAdd(V.Load(capacity + i) * Voltage(x, i, scale, offset), moved, sum);
        }

        return sum;
    }

    /// <summary>What of the rate is neither linear nor a push. Leaks that pushes bring count with the pushes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private V OtherPower(T* state, T* output, T* net, T* leak, in EnsembleSites<T> sites)
    {
        E e = _equation;
        T* scale = sites.Scale, offset = sites.Offset;
        V sum = V.Constant(0);
        for (nint i = 0; i < _numbers; i += V.Count)
        {
            V x = V.Load(state + i), y = V.Load(output + i), arriving = V.Load(net + i), own = V.Load(leak + i);
            V other = e.RateByNet(x, y) * arriving - (own * x + e.Rate(x, y, arriving, own));
            sum = V.MultiplyAdd(Voltage(x, i, scale, offset), other, sum);
        }

        return sum;
    }
}
