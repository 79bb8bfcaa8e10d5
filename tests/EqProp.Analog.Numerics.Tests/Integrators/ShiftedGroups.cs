using System.Numerics;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.Tests.Memory;

namespace EqProp.Analog.Numerics.Tests.Integrators;

/// <summary>
/// A group whose states see their neighbours in a ring and those of a second group node by node, which sees the first in the same way and
/// through a matrix unless that is left out; everything is drawn from a seed. The couplings of node to node are kept as such, or as matrices that are mostly zeros.
/// </summary>
internal sealed class ShiftedGroups<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly List<BatchMatrix<T>> _weights = [];
    private readonly IBufferSource _memory;
    private readonly Random _random;
    private readonly bool _isDense;

    public ShiftedGroups(VectorWidth width, Equation equation, int rows, int size, int otherSize, int shift, bool isDense, IBufferSource? memory = null, bool hasMatrix = true)
    {
        _random = new Random(1000 * size + 10 * otherSize + shift);
        _memory = memory ?? NativeBuffers.Source;
        _isDense = isDense;
        First = Group(rows, size, equation);
        Second = Group(rows, otherSize, equation);
        foreach (int ahead in (int[])[1, -1, size - 1, 1 - size])
        {
            Join(First, First, ahead);
        }

        Join(First, Second, 0);
        Join(First, Second, shift);
        Join(Second, First, -shift);
        if (hasMatrix)
        {
            BatchMatrix<T> weights = Numbers.Draw<T>(_random, size, otherSize, _memory);
            _weights.Add(weights);
            Second.Incoming.Add(new(First, weights, IsTransposed: false));
        }

        Steppers = [Integrators.Steppers.For(width, equation, First), Integrators.Steppers.For(width, equation, Second)];
        Array.ForEach(Steppers, stepper => stepper.Admit(0, rows));
    }

    public StateGroup<T> First { get; }

    public StateGroup<T> Second { get; }

    public GroupStepper<T>[] Steppers { get; }

    /// <summary>States of all examples, padding left out.</summary>
    public T[] States() =>
        [.. new[] { First, Second }.SelectMany(g => Enumerable.Range(0, g.Drive.Rows).SelectMany(row => g.State(0).Row(row).ToArray()))];

    public void Dispose()
    {
        First.Dispose();
        Second.Dispose();
        _weights.ForEach(w => w.Dispose());
    }

    private StateGroup<T> Group(int rows, int size, Equation equation)
    {
        var group = new StateGroup<T>(rows, size, Integrators.Steppers.OutputIsState(equation), _memory);
        for (int row = 0; row < rows; row++)
        {
            Numbers.Draw(_random, group.State(0).Row(row));
            Numbers.Draw(_random, group.Drive.Row(row));
        }

        for (int state = 0; state < size; state++)
        {
            group.Leak.Row(0)[state] = T.CreateTruncating(1 + _random.NextDouble());
            group.Rate.Row(0)[state] = T.CreateTruncating(0.1 * _random.NextDouble());
        }

        return group;
    }

    private void Join(StateGroup<T> target, StateGroup<T> source, int shift)
    {
        var gains = new T[target.Size];
        for (int i = 0; i < gains.Length; i++)
        {
            double gain = 0.5 * _random.NextDouble() - 0.25;
            gains[i] = i + shift >= 0 && i + shift < source.Size ? T.CreateTruncating(gain) : T.Zero;
        }

        if (!_isDense)
        {
            target.AddDiagonal(source, shift, gains);
            return;
        }

        var weights = new BatchMatrix<T>(source.Size, target.Size, _memory);
        _weights.Add(weights);
        for (int i = 0; i < gains.Length; i++)
        {
            if (gains[i] != T.Zero)
            {
                weights.Row(i + shift)[i] = gains[i];
            }
        }

        target.Incoming.Add(new(source, weights, IsTransposed: false));
    }
}
