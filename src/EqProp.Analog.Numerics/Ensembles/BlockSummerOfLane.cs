using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>A <see cref="BlockSummer{T}"/> for one lane.</summary>
internal sealed unsafe class BlockSummer<V, T> : BlockSummer<T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Kept = 4;

    private readonly IReadOnlyList<EnsembleStepper<T>> _steppers;
    private readonly EnsembleIntegrals<T> _integrals;
    private readonly EnsembleSites<T>[] _sites;
    private readonly int[] _first;
    private readonly T[] _weights;
    private readonly nint _numbers;
    private readonly AlignedBuffer<T> _buffer;
    private readonly T* _atBeginning;
    private readonly T* _brought;
    private readonly T* _atEnd;
    private readonly T* _integral;
    private readonly T* _length;
    private readonly T* _packed;
    private int _block;

    /// <param name="steppers">One for each group.</param>
    /// <param name="integrals">What is integrated.</param>
    /// <param name="tableau">The method; null for Euler.</param>
    public BlockSummer(IReadOnlyList<EnsembleStepper<T>> steppers, EnsembleIntegrals<T> integrals, RungeKuttaTableau? tableau)
    {
        _steppers = steppers;
        _integrals = integrals;
        _sites = new EnsembleSites<T>[steppers.Count];
        _first = new int[steppers.Count];
        int terms = 0;
        for (int g = 0; g < steppers.Count; g++)
        {
            _first[g] = terms * V.Count;
            terms += integrals.Terms(g);
        }

        _weights = [.. (tableau?.Stages[^1] ?? [1]).Select(T.CreateTruncating)];
        _numbers = (nint)terms * V.Count;
        nint packed = steppers.Select((stepper, g) => EnsembleSites<T>.PackedOf(integrals.Weights[g]) * (nint)stepper.Group.Size * V.Count).Aggregate((a, b) => a + b);
        _buffer = new(Kept * _numbers + V.Count + packed);
        _atBeginning = _buffer.Pointer;
        _brought = _atBeginning + _numbers;
        _atEnd = _brought + _numbers;
        _integral = _atEnd + _numbers;
        _length = _integral + _numbers;
        _packed = _length + V.Count;
    }

    public override void Begin(int block)
    {
        _block = block;
        _buffer.Clear();
        T* packed = _packed;
        for (int g = 0; g < _sites.Length; g++)
        {
            _sites[g] = new(_integrals.Weights[g], block, packed);
            _steppers[g].Pack(block, _sites[g], packed);
            packed += EnsembleSites<T>.PackedOf(_integrals.Weights[g]) * (nint)_steppers[g].Group.Size * V.Count;
        }
    }

    public override void Attempt(ChipSteps<T> steps)
    {
        V.Store(_length, V.Load(steps.Length));
        Clear(_brought);
    }

    public override void Slope(int group, GroupWorkspace<T> work, int slope, T* largestMove)
    {
        bool isLast = slope == _weights.Length;
        if (isLast && group == 0)
        {
            Clear(_atEnd);
        }

        T* sums = (isLast ? _atEnd : _brought) + _first[group];
        _steppers[group].SlopeAndSums(_block, work, slope, largestMove, _sites[group], isLast ? T.One : _weights[slope], sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Accept(ChipSteps<T> steps)
    {
        V accepted = V.Load(steps.Accepted), zero = V.Constant(0), length = V.Load(_length), weight = V.Broadcast(_weights[0]);
        T* beginning = _atBeginning, brought = _brought, end = _atEnd, integral = _integral;
        for (nint i = 0; i < _numbers; i += V.Count)
        {
            V before = V.Load(integral + i), first = V.Load(beginning + i);
            V after = V.MultiplyAdd(length, V.MultiplyAdd(weight, first, V.Load(brought + i)), before);
            V.Store(integral + i, V.SelectLess(zero, accepted, after, before));
            V.Store(beginning + i, V.SelectLess(zero, accepted, V.Load(end + i), first));
        }
    }

    public override void Net(int group, GroupWorkspace<T> work, SharedSum<T> shared) =>
        _steppers[group].NetAndPowers(_block, AtState(group, work), _sites[group], T.One, _brought + _first[group], shared);

    public override void Euler(int group, GroupWorkspace<T> work) => _steppers[group].Sum(_block, AtState(group, work), _sites[group], T.One, _brought + _first[group]);

    public override void Finish(int chips)
    {
        for (int g = 0; g < _sites.Length; g++)
        {
            for (int lane = 0; lane < chips; lane++)
            {
                Span<double> values = _integrals.Row(g, _block * V.Count + lane);
                for (int term = 0; term < values.Length; term++)
                {
                    values[term] = double.CreateTruncating(_integral[_first[g] + term * V.Count + lane]);
                }
            }
        }
    }

    public override void Dispose() => _buffer.Dispose();

    /// <summary>Euler steps have no stage but the state itself.</summary>
    private GroupWorkspace<T> AtState(int group, GroupWorkspace<T> work)
    {
        work.Stage = _steppers[group].Group.State.Block(_block);
        return work;
    }

    private void Clear(T* sums) => new Span<T>(sums, (int)_numbers).Clear();
}
