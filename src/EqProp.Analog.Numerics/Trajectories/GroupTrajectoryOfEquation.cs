using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Ensembles;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Trajectories;

/// <summary>A <see cref="GroupTrajectory{T}"/> for one lane and one equation.</summary>
internal sealed unsafe partial class GroupTrajectory<V, T, E>(GroupStepper<V, T, E> stepper, E equation) : GroupTrajectory<T>(stepper.Group)
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where E : struct, IStateEquation<V, T>
{
    private readonly int _columns = stepper.Group.Drive.PaddedColumns;

    public override SlopeFormer<T> Slopes() => new SlopeFormer<V, T, E>(stepper, equation);

    public override void Advance(in RowSteps<T> rows, in StateSlots<T> slots, ReadOnlySpan<T> coefficients)
    {
        fixed (T* c = coefficients)
        {
            for (int row = rows.From; row < rows.To; row++)
            {
                if (rows.Length[row] == T.Zero)
                {
                    continue;
                }

                T* state = slots.Of(row, 0), stage = Stage(row, slots);
                V length = V.Broadcast(rows.Length[row]);
                if (rows.Noise != T.Zero && !Group.IsHeld)
                {
                    // Only a single slope is used with noise. What rails do comes after the noise.
                    for (int column = 0; column < _columns; column += V.Count)
                    {
                        V.Store(stage + column, V.MultiplyAdd(length * V.Broadcast(*c), V.Load(state + slots.SlotStride + column), V.Load(state + column)));
                    }

                    AddNoise(row, rows, slots, null);
                }
                else
                {
                    AdvanceRow(state, slots.SlotStride, c, coefficients.Length, length, stage, Output(row, slots));
                    if (rows.KeepsPutBack && _hasRails)
                    {
                        KeepPutBack(state, slots.SlotStride, c, coefficients.Length, length, stage, Group.Scratch.Pointer + (nint)(slots.FirstRow + row) * slots.StageStride);
                    }
                }
            }
        }
    }

    public override void AdvanceExponentially(in RowSteps<T> rows, in StateSlots<T> slots)
    {
        for (int row = rows.From; row < rows.To; row++)
        {
            if (rows.Length[row] == T.Zero)
            {
                continue;
            }

            V length = V.Broadcast(rows.Length[row]);
            T* state = slots.Of(row, 0), slope = slots.Of(row, 1), own = slots.Of(row, 1 + LinearizedSlots.Own), stage = Stage(row, slots);
            for (int column = 0; column < _columns; column += V.Count)
            {
                V phi = ExponentialFunctions<V, T>.Phi1(length * V.Load(own + column));
                V.Store(stage + column, V.MultiplyAdd(length * phi, V.Load(slope + column), V.Load(state + column)));
            }

            if (rows.Noise != T.Zero && !Group.IsHeld)
            {
                AddNoise(row, rows, slots, own);
            }
            else
            {
                Admit(stage, Output(row, slots));
            }
        }
    }

    public override void CorrectExponentially(in RowSteps<T> rows, in StateSlots<T> slots)
    {
        for (int row = rows.From; row < rows.To; row++)
        {
            if (rows.Length[row] == T.Zero)
            {
                continue;
            }

            V length = V.Broadcast(rows.Length[row]);
            T* state = slots.Of(row, 0), slope = slots.Of(row, 1), own = slots.Of(row, 1 + LinearizedSlots.Own), stage = Stage(row, slots);
            T* stageSlope = slots.Of(row, LinearizedSlots.Stage), error = slots.Of(row, LinearizedSlots.Error), changes = slots.Of(row, LinearizedSlots.Change);
            for (int column = 0; column < _columns; column += V.Count)
            {
                V d = V.Load(own + column), x = V.Load(stage + column), z = length * d;
                V change = V.Load(stageSlope + column) - V.Load(slope + column) - d * (x - V.Load(state + column));
                V.Store(changes + column, change);
                V correction = ExponentialFunctions<V, T>.Phi2(z, ExponentialFunctions<V, T>.Phi1(z)) * change;
                V.Store(error + column, correction);
                V.Store(stage + column, V.MultiplyAdd(length, correction, x));
            }

            Admit(stage, Output(row, slots));
        }
    }

    public override void Admit(int row, in StateSlots<T> slots) => Admit(Stage(row, slots), Output(row, slots));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AdvanceRow(T* state, nint slotStride, T* c, int count, V length, T* stage, T* output)
    {
        E e = equation;
        int columns = _columns;
        for (int column = 0; column < columns; column += V.Count)
        {
            T* slope = state + slotStride + column;
            V sum = V.Broadcast(*c) * V.Load(slope);
            for (int j = 1; j < count; j++)
            {
                slope += slotStride;
                sum = V.MultiplyAdd(V.Broadcast(c[j]), V.Load(slope), sum);
            }

            V x = e.Project(V.MultiplyAdd(length, sum, V.Load(state + column)));
            V.Store(stage + column, x);
            if (!E.OutputIsState)
            {
                V.Store(output + column, e.Output(x));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Admit(T* stage, T* output)
    {
        E e = equation;
        for (int column = 0; column < _columns; column += V.Count)
        {
            V x = e.Project(V.Load(stage + column));
            V.Store(stage + column, x);
            if (!E.OutputIsState)
            {
                V.Store(output + column, e.Output(x));
            }
        }
    }

    /// <summary>
    /// Adds noise to the unprojected step, then puts it on the rails. Where states decay by themselves, its variance is that of noise which decays
    /// as it arrives: phi1(2 h d) of what it is otherwise.
    /// </summary>
    [SkipLocalsInit]
    private void AddNoise(int row, in RowSteps<T> rows, in StateSlots<T> slots, T* own)
    {
        T* shares = stackalloc T[V.Count];
        T* stage = Stage(row, slots);
        if (Group.Noise is { } noise && Group.NoiseAmplitude is { } amplitudes)
        {
            T* numbers = noise.Pointer + (nint)(slots.FirstRow + row) * noise.Stride;
            V scale = V.Broadcast(rows.Noise);
            for (int column = 0; column < _columns; column += V.Count)
            {
                V amplitude = scale * V.Load(amplitudes.Pointer + column);
                if (own != null)
                {
                    V.Store(shares, ExponentialFunctions<V, T>.Phi1(V.Constant(2) * V.Broadcast(rows.Length[row]) * V.Load(own + column)));
                    for (int lane = 0; lane < V.Count; lane++)
                    {
                        shares[lane] = T.Sqrt(shares[lane]);
                    }

                    amplitude *= V.Load(shares);
                }

                V.Store(stage + column, V.MultiplyAdd(amplitude, V.Load(numbers + column), V.Load(stage + column)));
            }
        }

        Admit(stage, Output(row, slots));
    }

    private static V* Broadcast(double[] coefficients, V* scratch)
    {
        V* aligned = CacheLine.Align(scratch);
        for (int j = 0; j < coefficients.Length; j++)
        {
            aligned[j] = V.Constant(coefficients[j]);
        }

        return aligned;
    }
}
