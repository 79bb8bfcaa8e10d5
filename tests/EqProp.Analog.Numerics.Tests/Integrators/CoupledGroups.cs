using System.Numerics;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.Tests.Memory;

namespace EqProp.Analog.Numerics.Tests.Integrators;

/// <summary>How the weights lie that arrive at the first of two groups.</summary>
public enum Storage
{
    /// <summary>From the second group, rows of the matrix belong to the second.</summary>
    Straight,

    /// <summary>From the second group, rows of the matrix belong to the second, which sees a matrix of its own.</summary>
    Apart,

    /// <summary>From the second group, rows of the matrix belong to the first.</summary>
    Transposed,

    /// <summary>One of each, and a coupling of the first group with itself.</summary>
    Mixed,
}

/// <summary>Two groups coupled both ways, with everything drawn from a seed, slow enough for a few steps not to diverge.</summary>
internal sealed class CoupledGroups<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public CoupledGroups(VectorWidth width, Equation equation, Storage storage, int rows, int size, int otherSize, int seed, IBufferSource memory)
    {
        var random = new Random(seed);
        First = Group(size);
        Second = Group(otherSize);
        BatchMatrix<T> bySecond = Numbers.Draw<T>(random, otherSize, size, memory), byFirst = Numbers.Draw<T>(random, size, otherSize, memory);
        if (storage != Storage.Transposed)
        {
            First.Incoming.Add(new(Second, bySecond, IsTransposed: false));
        }

        if (storage is Storage.Transposed or Storage.Mixed)
        {
            First.Incoming.Add(new(Second, byFirst, IsTransposed: true));
        }

        if (storage == Storage.Mixed)
        {
            BatchMatrix<T> own = Numbers.Draw<T>(random, size, size, memory);
            First.Incoming.Add(new(First, own, IsTransposed: false));
            First.Incoming.Add(new(First, own, IsTransposed: true));
        }

        BatchMatrix<T> back = storage == Storage.Apart ? Numbers.Draw<T>(random, otherSize, size, memory) : bySecond;
        Second.Incoming.Add(storage == Storage.Transposed ? new(First, byFirst, IsTransposed: false) : new(First, back, IsTransposed: true));
        Steppers = [Tests.Integrators.Steppers.For(width, equation, First), Tests.Integrators.Steppers.For(width, equation, Second)];
        foreach (GroupStepper<T> stepper in Steppers)
        {
            stepper.Admit(0, rows);
        }

        StateGroup<T> Group(int states)
        {
            var group = new StateGroup<T>(rows, states, Tests.Integrators.Steppers.OutputIsState(equation), memory)
            {
                Pushed = seed % 2 == 0,
                PushStiffness = T.CreateTruncating(0.25),
            };
            foreach (BatchMatrix<T> matrix in new[] { group.State(0), group.Drive, group.Push })
            {
                for (int row = 0; row < matrix.Rows; row++)
                {
                    Numbers.Draw(random, matrix.Row(row));
                }
            }

            for (int state = 0; state < states; state++)
            {
                group.Leak.Row(0)[state] = T.CreateTruncating(random.NextDouble());
                group.Rate.Row(0)[state] = T.CreateTruncating(0.1 * random.NextDouble());
            }

            return group;
        }
    }

    public StateGroup<T> First { get; }

    public StateGroup<T> Second { get; }

    /// <summary>Of the first group and of the second.</summary>
    public GroupStepper<T>[] Steppers { get; }

    /// <summary>Everything that steps write.</summary>
    public ulong[] Bits() => Numbers.Bits(
        First.State(0), First.State(1), First.Output(0), First.Output(1), First.Scratch,
        Second.State(0), Second.State(1), Second.Output(0), Second.Output(1), Second.Scratch);
}
