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

    public override void Sum(int row, in StateSlots<T> slots, int slopeSlot, PathWeights<T> weights, T* sums)
    {
        T* state = Stage(row, slots), output = Output(row, slots), slope = slots.Of(row, slopeSlot);
        nint at = (nint)(slots.FirstRow + row) * slots.StageStride;
        T* net = Group.Net.Pointer + at;
        if (Group.IsHeld)
        {
            // A source holds these: what arrives flows into it.
            SumOutputs(output, weights, sums);
            return;
        }

        for (int lane = 0; lane < SumLanes; lane += V.Count)
        {
            SumCommon(lane, state, output, net, slope, weights, sums);
            if (Group.Pushed)
            {
                SumPush(lane, state, output, Group.Push.Pointer + at, weights, sums);
            }

            if (weights.HasRareTerms)
            {
                SumRare(lane, state, output, net, weights, sums);
            }
        }

        if (Group.DiagonalConnections.Length > 0)
        {
            SumDiagonals(row, state, slots, weights, sums);
        }

        SumConnections(row, state, slots, weights, sums);
    }

    /// <summary>Whether any state, however far out, is put back.</summary>
    private readonly bool _hasRails = V.AnyLess(equation.Project(V.Constant(FarOut)), V.Constant(FarOut)) || V.AnyLess(V.Constant(-FarOut), equation.Project(V.Constant(-FarOut)));

    [SkipLocalsInit]
    public override void SumProjection(int row, in StateSlots<T> slots, double[] coefficients, T length, PathWeights<T> weights, T* sums)
    {
        if (!_hasRails || Group.IsHeld)
        {
            return;
        }

        V* scratch = stackalloc V[DenseWeights.Most + CacheLine.Spare<V>()];
        SumProjection(slots.Of(row, 0), slots.SlotStride, Broadcast(coefficients, scratch), coefficients.Length, V.Broadcast(length), Stage(row, slots), weights, sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumProjection(T* state, nint slotStride, V* c, int count, V length, T* stage, PathWeights<T> weights, T* sums)
    {
        for (int lane = 0; lane < SumLanes; lane += V.Count)
        {
            V moved = V.Load(sums + lane);
            for (int column = lane; column < _columns; column += SumLanes)
            {
                T* slope = state + slotStride + column;
                V sum = c[0] * V.Load(slope);
                for (int j = 1; j < count; j++)
                {
                    slope += slotStride;
                    sum = V.MultiplyAdd(c[j], V.Load(slope), sum);
                }

                V x = V.Load(stage + column), beyond = x - V.MultiplyAdd(length, sum, V.Load(state + column));
                moved = V.MultiplyAdd(V.Load(weights.Capacity.Pointer + column) * Voltage(stage, column, weights), beyond, moved);
            }

            V.Store(sums + lane, moved);
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

    private static T* Place(T* sums, PathTerm term, int lane) => sums + (int)term * SumLanes + lane;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumCommon(int lane, T* state, T* output, T* net, T* slope, PathWeights<T> weights, T* sums)
    {
        E e = equation;
        T* scale = weights.Scale.Pointer, shift = weights.Shift.Pointer, square = weights.Square.Pointer, linear = weights.Linear.Pointer;
        T* magnitude = weights.OutputMagnitude.Pointer, capacity = weights.Capacity.Pointer, present = Group.Present.Pointer;
        V squares = V.Constant(0), linears = squares, magnitudes = squares, powers = squares, nets = squares, capacities = squares;
        int columns = _columns;
        for (int column = lane; column < columns; column += SumLanes)
        {
            V x = V.Load(state + column), y = E.OutputIsState ? x : V.Load(output + column);
            V m = V.MultiplyAdd(V.Load(scale + column), x, V.Constant(0) - V.Load(shift + column));
            V share = V.Load(present + column) * e.RateByNet(x, y), arriving = share * V.Load(net + column);
            squares = V.MultiplyAdd(V.Load(square + column) * m, m, squares);
            linears = V.MultiplyAdd(V.Load(linear + column) * share, m, linears);
            magnitudes = V.MultiplyAdd(V.Load(magnitude + column), V.Abs(y), magnitudes);
            powers = V.MultiplyAdd(m, arriving, powers);
            nets += arriving;
            capacities = V.MultiplyAdd(V.Load(capacity + column) * m, V.Load(slope + column), capacities);
        }

        V.Store(Place(sums, PathTerm.Square, lane), squares);
        V.Store(Place(sums, PathTerm.Linear, lane), linears);
        V.Store(Place(sums, PathTerm.OutputMagnitude, lane), magnitudes);
        V.Store(Place(sums, PathTerm.NetPower, lane), powers);
        V.Store(Place(sums, PathTerm.Net, lane), nets);
        V.Store(Place(sums, PathTerm.CapacityPower, lane), capacities);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumPush(int lane, T* state, T* output, T* push, PathWeights<T> weights, T* sums)
    {
        E e = equation;
        T* scale = weights.Scale.Pointer, shift = weights.Shift.Pointer, present = Group.Present.Pointer;
        V sum = V.Constant(0), stiffness = V.Broadcast(Group.PushStiffness);
        for (int column = lane; column < _columns; column += SumLanes)
        {
            V x = V.Load(state + column), y = E.OutputIsState ? x : V.Load(output + column);
            V m = V.MultiplyAdd(V.Load(scale + column), x, V.Constant(0) - V.Load(shift + column));
            V pushed = V.Load(present + column) * (V.Load(push + column) - stiffness * e.Observed(x, y));
            sum = V.MultiplyAdd(m, pushed, sum);
        }

        V.Store(Place(sums, PathTerm.PushPower, lane), sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumRare(int lane, T* state, T* output, T* net, PathWeights<T> weights, T* sums)
    {
        E e = equation;
        T* scale = weights.Scale.Pointer, shift = weights.Shift.Pointer, load = weights.LoadSquare.Pointer, linear = weights.SecondLinear.Pointer;
        T* leak = Group.Leak.Pointer, present = Group.Present.Pointer;
        V loads = V.Constant(0), linears = loads, others = loads, nets = loads;
        for (int column = lane; column < _columns; column += SumLanes)
        {
            V x = V.Load(state + column), y = E.OutputIsState ? x : V.Load(output + column), sum = V.Load(net + column), own = V.Load(leak + column);
            V m = V.MultiplyAdd(V.Load(scale + column), x, V.Constant(0) - V.Load(shift + column));
            V isState = V.Load(present + column), arriving = isState * e.RateByNet(x, y) * sum;
            loads = V.MultiplyAdd(V.Load(load + column) * m, m, loads);
            linears = V.MultiplyAdd(V.Load(linear + column), m, linears);
            others = V.MultiplyAdd(m, arriving - isState * (own * x + e.Rate(x, y, sum, own)), others);
            nets = V.MultiplyAdd(arriving, arriving, nets);
        }

        V.Store(Place(sums, PathTerm.LoadSquare, lane), loads);
        V.Store(Place(sums, PathTerm.SecondLinear, lane), linears);
        V.Store(Place(sums, PathTerm.OtherPower, lane), others);
        V.Store(Place(sums, PathTerm.NetSquare, lane), nets);
    }

    private void SumOutputs(T* output, PathWeights<T> weights, T* sums)
    {
        for (int lane = 0; lane < SumLanes; lane += V.Count)
        {
            V magnitudes = V.Constant(0);
            for (int column = lane; column < _columns; column += SumLanes)
            {
                magnitudes = V.MultiplyAdd(V.Load(weights.OutputMagnitude.Pointer + column), V.Abs(V.Load(output + column)), magnitudes);
            }

            V.Store(Place(sums, PathTerm.OutputMagnitude, lane), magnitudes);
        }
    }

    [SkipLocalsInit]
    private void SumDiagonals(int row, T* state, in StateSlots<T> slots, PathWeights<T> weights, T* sums)
    {
        int count = Group.DiagonalConnections.Length;
        DiagonalTerm<T>* terms = stackalloc DiagonalTerm<T>[count];
        Group.WriteTerms(slots.FirstRow, 0, terms);
        for (int d = 0; d < count; d++)
        {
            T* gains = terms[d].Gains;
            terms[d].Gains = Group.Present.Pointer;
            for (int lane = 0; lane < SumLanes; lane += V.Count)
            {
                V power = V.Constant(0), loss = power, load = power;
                for (int column = lane; column < _columns; column += SumLanes)
                {
                    V seen = DiagonalSum<V, T>.Of(row, column, terms + d, terms + d + 1, V.Constant(0)), gain = V.Load(gains + column);
                    V m = Voltage(state, column, weights);
                    power = V.MultiplyAdd(gain * m, seen, power);
                    loss = V.MultiplyAdd(gain * (seen - m), seen - m, loss);
                    load = V.MultiplyAdd(gain * m, m, load);
                }

                StoreCoupling(CouplingPlace(sums, d, lane), power, loss, load);
            }
        }
    }

    private void SumConnections(int row, T* state, in StateSlots<T> slots, PathWeights<T> weights, T* sums)
    {
        ReadOnlySpan<Connection<T>> connections = Group.Connections;
        for (int c = 0; c < weights.Connections.Count; c++)
        {
            Connection<T> connection = connections[c];
            BatchMatrix<T> outputs = connection.Source.Output(0);
            T* seen = outputs.Pointer + (nint)(slots.FirstRow + row) * outputs.Stride;
            PathLoad<T> load = weights.Connections[c];
            for (int lane = 0; lane < SumLanes; lane += V.Count)
            {
                V power = connection.IsTransposed ? PowerByTargets(lane, connection, state, seen, weights) : PowerBySources(lane, connection, state, seen, weights);
                V driven = V.Constant(0), loaded = driven;
                for (int column = lane; column < load.OfSources.PaddedColumns; column += SumLanes)
                {
                    V y = V.Load(seen + column);
                    driven = V.MultiplyAdd(V.Load(load.OfSources.Pointer + column) * y, y, driven);
                }

                for (int column = lane; column < _columns; column += SumLanes)
                {
                    V m = Voltage(state, column, weights);
                    loaded = V.MultiplyAdd(V.Load(load.OfTargets.Pointer + column) * m, m, loaded);
                }

                StoreCoupling(CouplingPlace(sums, Group.Diagonals.Count + c, lane), power, driven + loaded - V.Constant(2) * power, loaded);
            }
        }
    }

    /// <summary>sum m W y where the rows of W belong to sources.</summary>
    private V PowerBySources(int lane, Connection<T> connection, T* state, T* seen, PathWeights<T> weights)
    {
        V power = V.Constant(0);
        for (int source = 0; source < connection.Weights.Rows; source++)
        {
            T* w = connection.Weights.Pointer + (nint)source * connection.Weights.Stride;
            V sum = V.Constant(0);
            for (int column = lane; column < _columns; column += SumLanes)
            {
                sum = V.MultiplyAdd(V.Load(w + column), Voltage(state, column, weights), sum);
            }

            power = V.MultiplyAdd(V.Broadcast(seen[source]), sum, power);
        }

        return power;
    }

    /// <summary>sum m W y where the rows of W belong to targets.</summary>
    private V PowerByTargets(int lane, Connection<T> connection, T* state, T* seen, PathWeights<T> weights)
    {
        V power = V.Constant(0);
        for (int target = 0; target < connection.Weights.Rows; target++)
        {
            T* w = connection.Weights.Pointer + (nint)target * connection.Weights.Stride;
            V sum = V.Constant(0);
            for (int column = lane; column < connection.Weights.PaddedColumns; column += SumLanes)
            {
                sum = V.MultiplyAdd(V.Load(w + column), V.Load(seen + column), sum);
            }

            T m = weights.Scale.Pointer[target] * state[target] - weights.Shift.Pointer[target];
            power = V.MultiplyAdd(V.Broadcast(m), sum, power);
        }

        return power;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Voltage(T* state, int column, PathWeights<T> weights) =>
        V.MultiplyAdd(V.Load(weights.Scale.Pointer + column), V.Load(state + column), V.Constant(0) - V.Load(weights.Shift.Pointer + column));

    private static T* CouplingPlace(T* sums, int coupling, int lane) =>
        sums + (PathIntegrals<T>.CommonTerms + PathIntegrals<T>.CouplingTerms * coupling) * SumLanes + lane;

    private static void StoreCoupling(T* place, V power, V loss, V load)
    {
        V.Store(place, power);
        V.Store(place + SumLanes, loss);
        V.Store(place + 2 * SumLanes, load);
    }
}
