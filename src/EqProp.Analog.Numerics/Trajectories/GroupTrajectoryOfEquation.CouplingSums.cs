using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Trajectories;

/// <content>Sums over the couplings that arrive, each by itself.</content>
internal sealed unsafe partial class GroupTrajectory<V, T, E>
{
    [SkipLocalsInit]
    private void SumDiagonals(int row, T* state, in StateSlots<T> slots, in SumSites<T> sites, T factor, T* sums)
    {
        int count = Group.DiagonalConnections.Length;
        DiagonalTerm<T>* terms = stackalloc DiagonalTerm<T>[count];
        Group.WriteTerms(slots.FirstRow, 0, terms);
        for (int d = 0; d < count; d++)
        {
            T* gains = terms[d].Gains;
            terms[d].Gains = sites.Present;
            for (int lane = 0; lane < SumLanes; lane += V.Count)
            {
                SumDiagonal(row, lane, state, terms + d, gains, sites, factor, CouplingPlace(sums, sites, d, lane));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumDiagonal(int row, int lane, T* state, DiagonalTerm<T>* term, T* gains, in SumSites<T> sites, T factor, T* place)
    {
        bool isPlain = sites.IsPlain;
        T* scale = sites.Scale, shift = sites.Shift;
        V power = V.Constant(0), loss = power, load = power;
        for (int column = lane; column < _columns; column += SumLanes)
        {
            V seen = DiagonalSum<V, T>.Of(row, column, term, term + 1, V.Constant(0)), gain = V.Load(gains + column);
            V m = Voltage(V.Load(state + column), column, isPlain, scale, shift);
            power = V.MultiplyAdd(gain * m, seen, power);
            loss = V.MultiplyAdd(gain * (seen - m), seen - m, loss);
            load = V.MultiplyAdd(gain * m, m, load);
        }

        AddCoupling(place, V.Broadcast(factor), power, loss, load);
    }

    private void SumConnections(int row, T* state, in StateSlots<T> slots, in SumSites<T> sites, PathWeights<T> weights, T factor, T* sums)
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
                V power = connection.IsTransposed ? PowerByTargets(lane, connection.Weights, state, seen, sites) : PowerBySources(lane, connection.Weights, state, seen, sites);
                V driven = Squares(lane, seen, load.OfSources), loaded = V.Constant(0);
                T* ofTargets = load.OfTargets.Pointer;
                for (int column = lane; column < _columns; column += SumLanes)
                {
                    V m = Voltage(V.Load(state + column), column, sites.IsPlain, sites.Scale, sites.Shift);
                    loaded = V.MultiplyAdd(V.Load(ofTargets + column) * m, m, loaded);
                }

                AddCoupling(
                    CouplingPlace(sums, sites, Group.DiagonalConnections.Length + c, lane), V.Broadcast(factor), power, driven + loaded - V.Constant(2) * power, loaded);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static V Squares(int lane, T* seen, BatchMatrix<T> weights)
    {
        V sum = V.Constant(0);
        T* weight = weights.Pointer;
        int columns = weights.PaddedColumns;
        for (int column = lane; column < columns; column += SumLanes)
        {
            V y = V.Load(seen + column);
            sum = V.MultiplyAdd(V.Load(weight + column) * y, y, sum);
        }

        return sum;
    }

    /// <summary>sum m W y where the rows of W belong to sources.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private V PowerBySources(int lane, BatchMatrix<T> weights, T* state, T* seen, in SumSites<T> sites)
    {
        bool isPlain = sites.IsPlain;
        T* scale = sites.Scale, shift = sites.Shift;
        V power = V.Constant(0);
        T* w = weights.Pointer;
        nint stride = weights.Stride;
        for (int source = 0; source < weights.Rows; source++, w += stride)
        {
            V sum = V.Constant(0);
            for (int column = lane; column < _columns; column += SumLanes)
            {
                sum = V.MultiplyAdd(V.Load(w + column), Voltage(V.Load(state + column), column, isPlain, scale, shift), sum);
            }

            power = V.MultiplyAdd(V.Broadcast(seen[source]), sum, power);
        }

        return power;
    }

    /// <summary>sum m W y where the rows of W belong to targets.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static V PowerByTargets(int lane, BatchMatrix<T> weights, T* state, T* seen, in SumSites<T> sites)
    {
        V power = V.Constant(0);
        T* w = weights.Pointer;
        nint stride = weights.Stride;
        int columns = weights.PaddedColumns;
        for (int target = 0; target < weights.Rows; target++, w += stride)
        {
            V sum = V.Constant(0);
            for (int column = lane; column < columns; column += SumLanes)
            {
                sum = V.MultiplyAdd(V.Load(w + column), V.Load(seen + column), sum);
            }

            power = V.MultiplyAdd(V.Broadcast(sites.Scale[target] * state[target] - sites.Shift[target]), sum, power);
        }

        return power;
    }

    private static T* CouplingPlace(T* sums, in SumSites<T> sites, int coupling, int lane) =>
        sums + (sites.OwnTerms + PathIntegrals<T>.CouplingTerms * coupling) * SumLanes + lane;

    private static void AddCoupling(T* place, V factor, V power, V loss, V load)
    {
        V.Store(place, V.MultiplyAdd(factor, power, V.Load(place)));
        V.Store(place + SumLanes, V.MultiplyAdd(factor, loss, V.Load(place + SumLanes)));
        V.Store(place + 2 * SumLanes, V.MultiplyAdd(factor, load, V.Load(place + 2 * SumLanes)));
    }
}
