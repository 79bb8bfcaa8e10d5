using System.Numerics;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Trajectories;

/// <summary>
/// Integrates the sums of <see cref="PathIntegrals{T}"/> for the examples of one chunk. Of each example and sum it keeps the value at the beginning
/// of the step, what the stages of the step have brought and the integral, sixteen lanes each.
/// </summary>
internal sealed unsafe class PathSummer<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Lanes = BatchMatrix<T>.Granule;
    private const int Kept = 3;

    private readonly GroupTrajectory<T>[] _groups;
    private readonly int[] _first;
    private readonly int _numbers;
    private readonly AlignedBuffer<T> _buffer;
    private readonly AlignedBuffer<T> _fresh;

    public PathSummer(GroupTrajectory<T>[] groups, PathIntegrals<T> integrals, int mostRows)
    {
        _groups = groups;
        Integrals = integrals;
        _first = new int[groups.Length];
        for (int g = 0; g < groups.Length; g++)
        {
            _first[g] = _numbers;
            _numbers += integrals.Terms(g) * Lanes;
        }

        _buffer = new(_numbers * Kept * mostRows);
        _fresh = new(_numbers);
    }

    public PathIntegrals<T> Integrals { get; }

    /// <summary>Sums at the beginning of the first step.</summary>
    public void Begin(int row, ReadOnlySpan<StateSlots<T>> slots, int slopeSlot)
    {
        All(row).Clear();
        Sum(row, slots, slopeSlot, At(row, 0));
    }

    /// <summary>Begins a step, whose first stage has the given weight.</summary>
    public void Attempt(int row, T weight)
    {
        At(row, 1).Clear();
        AddScaled(weight, At(row, 0), At(row, 1));
    }

    /// <summary>Adds what a stage brings.</summary>
    public void Add(int row, ReadOnlySpan<StateSlots<T>> slots, int slopeSlot, T weight)
    {
        _fresh.Span.Clear();
        Sum(row, slots, slopeSlot, _fresh.Span);
        AddScaled(weight, _fresh.Span, At(row, 1));
    }

    /// <summary>
    /// Adds what rails have done to a step of a Runge-Kutta method that would have gone beyond them, to the growth of m^2 / 2.
    /// </summary>
    public void AddProjections(int row, ReadOnlySpan<StateSlots<T>> slots, double[] weights, double length)
    {
        for (int g = 0; g < _groups.Length; g++)
        {
            int at = _first[g] + (int)PathTerm.CapacityPower * Lanes;
            fixed (T* to = At(row, 2))
            {
                _groups[g].SumProjection(row, slots[g], weights, T.CreateTruncating(length), Integrals.Weights[g], to + at);
            }
        }
    }

    /// <summary>Takes a step: the sums at its end, of the given weight, begin the next.</summary>
    public void Accept(int row, ReadOnlySpan<StateSlots<T>> slots, int slopeSlot, T weight, T length)
    {
        Span<T> first = At(row, 0), brought = At(row, 1);
        first.Clear();
        Sum(row, slots, slopeSlot, first);
        AddScaled(weight, first, brought);
        AddScaled(length, brought, At(row, 2));
    }

    /// <summary>Writes the integrals of an example.</summary>
    public void Finish(int row, int item)
    {
        Span<T> integral = At(row, 2);
        for (int g = 0; g < _groups.Length; g++)
        {
            Span<double> values = Integrals.Row(g, item);
            for (int term = 0; term < values.Length; term++)
            {
                values[term] = OfLanes(integral.Slice(_first[g] + term * Lanes, Lanes));
            }
        }
    }

    public void Dispose()
    {
        _buffer.Dispose();
        _fresh.Dispose();
    }

    private static double OfLanes(ReadOnlySpan<T> lanes)
    {
        Span<double> sums = stackalloc double[Lanes];
        for (int i = 0; i < Lanes; i++)
        {
            sums[i] = double.CreateTruncating(lanes[i]);
        }

        for (int count = Lanes / 2; count > 0; count /= 2)
        {
            for (int i = 0; i < count; i++)
            {
                sums[i] += sums[i + count];
            }
        }

        return sums[0];
    }

    private void AddScaled(T factor, ReadOnlySpan<T> from, Span<T> to)
    {
        fixed (T* source = from, destination = to)
        {
            _groups[0].AddScaled(factor, source, destination, to.Length);
        }
    }

    private void Sum(int row, ReadOnlySpan<StateSlots<T>> slots, int slopeSlot, Span<T> sums)
    {
        fixed (T* to = sums)
        {
            for (int g = 0; g < _groups.Length; g++)
            {
                _groups[g].Sum(row, slots[g], slopeSlot, Integrals.Weights[g], to + _first[g]);
            }
        }
    }

    private Span<T> All(int row) => new(_buffer.Pointer + (nint)row * Kept * _numbers, Kept * _numbers);

    private Span<T> At(int row, int kept) => All(row).Slice(kept * _numbers, _numbers);
}
