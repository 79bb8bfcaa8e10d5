using System.Numerics;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Trajectories;

/// <summary>
/// Integrates the sums of <see cref="PathIntegrals{T}"/> for the examples of one chunk. Of each example and sum it keeps the value at the beginning
/// of the step, what the later stages of the step have brought and the integral, sixteen lanes each.
/// </summary>
internal sealed unsafe class PathSummer<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Lanes = BatchMatrix<T>.Granule;
    private const int Kept = 3;
    private const int First = 0;
    private const int Brought = 1;
    private const int Integral = 2;

    private readonly GroupTrajectory<T>[] _groups;
    private readonly int[] _first;
    private readonly int _numbers;
    private readonly SumSites<T>[] _sites;
    private readonly PathWeights<T>[] _weights;
    private readonly AlignedBuffer<T> _buffer;
    private readonly T* _at;

    public PathSummer(GroupTrajectory<T>[] groups, PathIntegrals<T> integrals, int mostRows)
    {
        _groups = groups;
        Integrals = integrals;
        _weights = [.. integrals.Weights];
        _sites = new SumSites<T>[groups.Length];
        _first = new int[groups.Length];
        for (int g = 0; g < groups.Length; g++)
        {
            _first[g] = _numbers;
            _numbers += integrals.Terms(g) * Lanes;
        }

        _buffer = new(_numbers * Kept * mostRows);
        _at = _buffer.Pointer;
    }

    public PathIntegrals<T> Integrals { get; }

    /// <summary>Looks where everything lies.</summary>
    public void Bind(ReadOnlySpan<StateSlots<T>> slots)
    {
        for (int g = 0; g < _groups.Length; g++)
        {
            _sites[g] = _groups[g].SitesOf(slots[g], _weights[g], Integrals.OwnTerms(g));
        }
    }

    /// <summary>Sums at the beginning of the first step.</summary>
    public void Begin(int row, ReadOnlySpan<StateSlots<T>> slots, int slopeSlot)
    {
        new Span<T>(At(row, First), Kept * _numbers).Clear();
        Sum(row, slots, slopeSlot, T.One, At(row, First));
    }

    /// <summary>Begins a step.</summary>
    public void Attempt(int row) => new Span<T>(At(row, Brought), _numbers).Clear();

    /// <summary>Adds what a stage brings.</summary>
    public void Add(int row, ReadOnlySpan<StateSlots<T>> slots, int slopeSlot, T weight) => Sum(row, slots, slopeSlot, weight, At(row, Brought));

    /// <summary>Adds what rails have done to the last stage of a step, to the growth of m^2 / 2.</summary>
    public void AddPutBack(int row, ReadOnlySpan<StateSlots<T>> slots)
    {
        for (int g = 0; g < _groups.Length; g++)
        {
            _groups[g].SumPutBack(row, slots[g], _sites[g], At(row, Integral) + _first[g]);
        }
    }

    /// <summary>Takes a step: the sums at its end begin the next.</summary>
    public void Accept(int row, ReadOnlySpan<StateSlots<T>> slots, int slopeSlot, T firstWeight, T lastWeight, T length)
    {
        _groups[0].AddScaled(length, At(row, Brought), At(row, Integral), _numbers);
        _groups[0].AddScaled(length * firstWeight, At(row, First), At(row, Integral), _numbers);
        new Span<T>(At(row, First), _numbers).Clear();
        Sum(row, slots, slopeSlot, T.One, At(row, First));
        if (lastWeight != T.Zero)
        {
            _groups[0].AddScaled(length * lastWeight, At(row, First), At(row, Integral), _numbers);
        }
    }

    /// <summary>Writes the integrals of an example.</summary>
    public void Finish(int row, int item)
    {
        for (int g = 0; g < _groups.Length; g++)
        {
            Span<double> values = Integrals.Row(g, item);
            T* lanes = At(row, Integral) + _first[g];
            for (int term = 0; term < values.Length; term++, lanes += Lanes)
            {
                values[term] = OfLanes(lanes);
            }
        }
    }

    public void Dispose() => _buffer.Dispose();

    private static double OfLanes(T* lanes)
    {
        double* sums = stackalloc double[Lanes];
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

    private void Sum(int row, ReadOnlySpan<StateSlots<T>> slots, int slopeSlot, T factor, T* sums)
    {
        for (int g = 0; g < _groups.Length; g++)
        {
            _groups[g].Sum(row, slots[g], slopeSlot, _sites[g], _weights[g], factor, sums + _first[g]);
        }
    }

    private T* At(int row, int kept) => _at + ((nint)row * Kept + kept) * _numbers;
}
