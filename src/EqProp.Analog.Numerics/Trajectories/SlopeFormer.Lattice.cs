using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;

namespace EqProp.Analog.Numerics.Trajectories;

/// <content>From stage to stage of a step where all that arrives does so node by node.</content>
internal sealed unsafe partial class SlopeFormer<V, T, E>
{
    private readonly nint[] _states = new nint[2];
    private readonly nint[] _outputs = new nint[2];

    public override void Lead(in RowSteps<T> rows, in StateSlots<T> slots, int slot, ReadOnlySpan<T> coefficients, int parity)
    {
        fixed (T* c = coefficients)
        {
            fixed (DiagonalTerm<T>* pair = _terms)
            {
                DiagonalTerm<T>* terms = pair + parity * (_terms.Length / 2);
                switch (coefficients.Length)
                {
                    case 2:
                        Lead<KnownCount.One>(rows, slots, slot, c, parity, terms);
                        break;
                    case 3:
                        Lead<KnownCount.Two>(rows, slots, slot, c, parity, terms);
                        break;
                    case 4:
                        Lead<KnownCount.Three>(rows, slots, slot, c, parity, terms);
                        break;
                    case 5:
                        Lead<KnownCount.Four>(rows, slots, slot, c, parity, terms);
                        break;
                    default:
                        Lead<KnownCount.Five>(rows, slots, slot, c, parity, terms);
                        break;
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Lead<N>(in RowSteps<T> rows, in StateSlots<T> slots, int slot, T* coefficients, int parity, DiagonalTerm<T>* terms)
        where N : struct, IKnownCount
    {
        var weights = new SlopeWeights<V, T, N>(coefficients);
        E e = equation;
        DiagonalTerm<T>* end = terms + _terms.Length / 2;
        T* leak = _first.Leak, rate = _first.Rate;
        int columns = _columns;
        for (int row = rows.From; row < rows.To; row++)
        {
            if (rows.Length[row] == T.Zero)
            {
                continue;
            }

            nint at = row * _first.Stride, slotStride = slots.SlotStride;
            T* drive = _first.Drive + at, state = (T*)_states[parity] + at, output = (T*)_outputs[parity] + at;
            T* next = (T*)_states[1 - parity] + at, nextOutput = (T*)_outputs[1 - parity] + at;
            T* before = slots.Of(row, 0), slope = slots.Of(row, slot);
            V length = V.Broadcast(rows.Length[row]);
            for (int column = 0; column < columns; column += V.Count)
            {
                V sum = DiagonalSum<V, T>.Of(row, column, terms, end, V.Load(drive + column));
                V x = V.Load(state + column);
                V y = E.OutputIsState ? x : V.Load(output + column);
                V k = V.Load(rate + column) * e.Restrain(x, e.Rate(x, y, sum, V.Load(leak + column)));
                V.Store(slope + column, k);
                x = e.Project(V.MultiplyAdd(length, weights.Sum(before + slotStride + column, slotStride, k), V.Load(before + column)));
                V.Store(next + column, x);
                if (!E.OutputIsState)
                {
                    V.Store(nextOutput + column, e.Output(x));
                }
            }
        }
    }
}
