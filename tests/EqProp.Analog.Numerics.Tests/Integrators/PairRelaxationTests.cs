using System.Numerics;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.Tests.Memory;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace EqProp.Analog.Numerics.Tests.Integrators;

/// <summary>A relaxation of a large group and a small one against the two groups stepped one after the other, to the bit.</summary>
public unsafe class PairRelaxationTests
{
    private const int Steps = 3;

    [Fact]
    public void Every_size_of_either_group_and_every_batch()
    {
        for (int size = 1; size <= 40; size++)
        {
            Check(size, 1 + size % 12, 1 + size % 30, threads: 1);
        }

        for (int few = 1; few <= 13; few++)
        {
            Check(33, few, 5, threads: 1);
        }

        for (int rows = 1; rows <= 30; rows++)
        {
            Check(17, 10, rows, threads: 1 + rows % 2);
        }
    }

    [Property(MaxTest = 25)]
    public Property Any_sizes()
    {
        Gen<(int Size, int Few, int Rows, int Threads)> shapes =
            from size in Gen.Choose(1, 40)
            from few in Gen.Choose(1, 12)
            from rows in Gen.Choose(1, 30)
            from threads in Gen.Choose(1, 2)
            select (size, few, rows, threads);
        return Prop.ForAll(shapes.ToArbitrary(), shape => Check(shape.Size, shape.Few, shape.Rows, shape.Threads));
    }

    [Fact]
    public void The_pass_over_both_directions_is_taken_where_lanes_can()
    {
        using var memory = new GuardedBuffers(Against.UpperPage);
        Assert.True(IsPair<float>(VectorWidth.Bits512, Storage.Straight, 12));
        Assert.True(IsPair<float>(VectorWidth.Bits512, Storage.Apart, 12));
        Assert.False(IsPair<float>(VectorWidth.Bits512, Storage.Straight, 13));
        Assert.False(IsPair<float>(VectorWidth.Bits512, Storage.Transposed, 12));
        Assert.False(IsPair<float>(VectorWidth.Bits512, Storage.Mixed, 12));
        Assert.False(IsPair<float>(VectorWidth.Bits256, Storage.Straight, 12));
        Assert.False(IsPair<double>(VectorWidth.Bits512, Storage.Straight, 12));

        bool IsPair<T>(VectorWidth width, Storage storage, int few)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            GroupStepper<T>[] steppers = new CoupledGroups<T>(width, Equation.Rail, storage, 2, 20, few, 1, memory).Steppers;
            return steppers[0].CanPair(steppers[1]);
        }
    }

    private static void Check(int size, int few, int rows, int threads)
    {
        foreach (Equation equation in new[] { Equation.Rail, Equation.Soft })
        {
            Check<float>(equation, Storage.Straight, size, few, rows, threads);
            Check<float>(equation, Storage.Apart, size, few, rows, threads);
            Check<double>(equation, Storage.Straight, size, few, rows, threads);
        }
    }

    private static void Check<T>(Equation equation, Storage storage, int size, int few, int rows, int threads)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var memory = new GuardedBuffers(Against.UpperPage);
        int seed = size + few + rows;
        var reference = new CoupledGroups<T>(VectorWidth.Scalar, equation, storage, rows, size, few, seed, memory);
        T* moves = memory.Take<T>(rows * BatchMatrix<T>.Granule);
        for (int step = 0; step < Steps; step++)
        {
            reference.Steppers[0].Euler(0, rows, step & 1, step == Steps - 1 ? moves : null);
            reference.Steppers[1].Euler(0, rows, step & 1, step == Steps - 1 ? moves : null);
        }

        foreach (VectorWidth width in Enum.GetValues<VectorWidth>())
        {
            var groups = new CoupledGroups<T>(width, equation, storage, rows, size, few, seed, memory);
            using var relaxation = new Relaxation<T>(groups.Steppers, RelaxationMethod.Euler, rows);
            RelaxationResult result = relaxation.Run(rows, Steps, stopMove: null, threads);
            string at = $"{equation}, {storage}, {size} and {few} states, {rows} examples, {typeof(T).Name}, {width}, {threads} threads";
            Compare(reference.First, groups.First, at);
            Compare(reference.Second, groups.Second, at);
            for (int row = 0; row < rows; row++)
            {
                Assert.Equal(Largest(moves + row * BatchMatrix<T>.Granule), result.LargestMove[row]);
            }
        }
    }

    private static void Compare<T>(StateGroup<T> expected, StateGroup<T> found, string at)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ulong[] wanted = Numbers.Bits(expected.State(Steps & 1), expected.Output(Steps & 1));
        Assert.True(wanted.AsSpan().SequenceEqual(Numbers.Bits(found.State(0), found.Output(0))), at);
    }

    private static double Largest<T>(T* slots)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double largest = 0;
        for (int slot = 0; slot < BatchMatrix<T>.Granule; slot++)
        {
            largest = Math.Max(largest, double.CreateTruncating(slots[slot]));
        }

        return largest;
    }
}
