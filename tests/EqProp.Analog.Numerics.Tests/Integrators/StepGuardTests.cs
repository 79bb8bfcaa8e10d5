using System.Numerics;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.Tests.Memory;

namespace EqProp.Analog.Numerics.Tests.Integrators;

/// <summary>
/// Steps of both integrators with every array of the groups against a page that may not be touched, at every width, to the
/// bit as with one number at a time.
/// </summary>
public unsafe class StepGuardTests
{
    private static readonly VectorWidth[] Wide = [VectorWidth.Bits128, VectorWidth.Bits256, VectorWidth.Bits512];

    [Theory]
    [InlineData(Equation.Rail, Storage.Straight)]
    [InlineData(Equation.Rail, Storage.Transposed)]
    [InlineData(Equation.Rail, Storage.Mixed)]
    [InlineData(Equation.Soft, Storage.Straight)]
    [InlineData(Equation.Soft, Storage.Mixed)]
    public void Every_size_of_group_gives_the_scalar_bits_between_guard_pages(Equation equation, Storage storage)
    {
        using var memory = new GuardedBuffers(Against.UpperPage);
        foreach (int length in storage == Storage.Mixed ? Lengths.Short : Lengths.All)
        {
            Check<float>(equation, storage, rows: 3, length, otherSize: 5, memory);
            Check<double>(equation, storage, rows: 3, length, otherSize: 5, memory);
        }
    }

    [Theory]
    [InlineData(Against.LowerPage)]
    [InlineData(Against.UpperPage)]
    public void Every_number_of_examples_and_of_sources_gives_the_scalar_bits(Against side)
    {
        using var memory = new GuardedBuffers(side);
        foreach (int length in Lengths.Short)
        {
            Check<float>(Equation.Soft, Storage.Mixed, rows: length, size: 19, otherSize: 5, memory);
            Check<double>(Equation.Rail, Storage.Mixed, rows: length, size: 19, otherSize: 5, memory);
            Check<float>(Equation.Soft, Storage.Mixed, rows: 7, size: 5, otherSize: length, memory);
            Check<double>(Equation.Rail, Storage.Mixed, rows: 7, size: 5, otherSize: length, memory);
        }
    }

    private static void Check<T>(Equation equation, Storage storage, int rows, int size, int otherSize, GuardedBuffers memory)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ulong[] expected = Run<T>(VectorWidth.Scalar, equation, storage, rows, size, otherSize, memory);
        foreach (VectorWidth width in Wide)
        {
            ulong[] found = Run<T>(width, equation, storage, rows, size, otherSize, memory);
            Assert.True(expected.AsSpan().SequenceEqual(found), $"{equation}, {storage}, {rows} x {size} from {otherSize}, {typeof(T).Name}, {width}");
        }
    }

    /// <summary>Two Euler steps, then one Runge-Kutta step; returns the bits of all states, and of the largest moves over their slots.</summary>
    private static ulong[] Run<T>(VectorWidth width, Equation equation, Storage storage, int rows, int size, int otherSize, GuardedBuffers memory)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        memory.Reset();
        var groups = new CoupledGroups<T>(width, equation, storage, rows, size, otherSize, seed: rows + size + otherSize, memory);
        T* moves = memory.Take<T>(rows * BatchMatrix<T>.Granule);
        for (int step = 0; step < 2; step++)
        {
            foreach (var stepper in groups.Steppers)
            {
                stepper.Euler(0, rows, step, step == 0 ? null : moves);
            }
        }

        ulong[] afterEuler = groups.Bits();
        if (!groups.First.OutputIsState)
        {
            for (int stage = 0; stage < 4; stage++)
            {
                foreach (var stepper in groups.Steppers)
                {
                    stepper.RungeKutta(0, rows, stage, moves);
                }
            }
        }

        return [.. afterEuler, .. groups.Bits(), .. Numbers.Bits<T>(Largest(moves, rows))];
    }

    /// <summary>The largest move of each example; which of its slots holds it depends on the width.</summary>
    private static T[] Largest<T>(T* moves, int rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var largest = new T[rows];
        for (int slot = 0; slot < rows * BatchMatrix<T>.Granule; slot++)
        {
            ref T row = ref largest[slot / BatchMatrix<T>.Granule];
            row = T.Max(row, moves[slot]);
        }

        return largest;
    }
}
