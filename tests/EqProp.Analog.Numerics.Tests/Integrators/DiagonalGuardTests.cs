using System.Numerics;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.Tests.Memory;

namespace EqProp.Analog.Numerics.Tests.Integrators;

/// <summary>
/// What arrives node by node, with every array against a page that may not be touched: states before the first and behind the last are not
/// read, and every width gives the scalar bits.
/// </summary>
public unsafe class DiagonalGuardTests
{
    [Theory]
    [InlineData(Against.LowerPage)]
    [InlineData(Against.UpperPage)]
    public void Every_size_gives_the_scalar_bits_between_guard_pages(Against side)
    {
        using var memory = new GuardedBuffers(side);
        foreach (int size in Lengths.All)
        {
            Check<float>(size, size, 0, memory);
            Check<double>(size, size + 1, size % 5 - 2, memory);
        }
    }

    [Theory]
    [InlineData(Against.LowerPage)]
    [InlineData(Against.UpperPage)]
    public void Every_shift_gives_the_scalar_bits_between_guard_pages(Against side)
    {
        using var memory = new GuardedBuffers(side);
        for (int shift = -40; shift <= 40; shift++)
        {
            Check<float>(33, 5, shift, memory);
            Check<double>(17, 33, shift, memory);
        }
    }

    /// <summary>A lane slides by any number of places, and zeros come in.</summary>
    [Theory]
    [InlineData(VectorWidth.Scalar)]
    [InlineData(VectorWidth.Bits128)]
    [InlineData(VectorWidth.Bits256)]
    [InlineData(VectorWidth.Bits512)]
    public void Lanes_slide(VectorWidth width)
    {
        for (int places = -40; places <= 40; places++)
        {
            Assert.True(KernelSet<float>.For(width).Accept(new Slider<float>(places)));
            Assert.True(KernelSet<double>.For(width).Accept(new Slider<double>(places)));
        }
    }

    private static void Check<T>(int size, int otherSize, int shift, GuardedBuffers memory)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ulong[] expected = Run<T>(VectorWidth.Scalar, size, otherSize, shift, memory);
        foreach (VectorWidth width in (VectorWidth[])[VectorWidth.Bits128, VectorWidth.Bits256, VectorWidth.Bits512])
        {
            ulong[] found = Run<T>(width, size, otherSize, shift, memory);
            Assert.True(expected.AsSpan().SequenceEqual(found), $"{size} from {otherSize} ahead by {shift}, {typeof(T).Name}, {width}");
        }
    }

    private static ulong[] Run<T>(VectorWidth width, int size, int otherSize, int shift, GuardedBuffers memory)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        memory.Reset();
        const int Rows = 2;
        var groups = new ShiftedGroups<T>(width, Equation.Rail, Rows, size, otherSize, shift, isDense: false, memory);
        for (int step = 0; step < 2; step++)
        {
            foreach (GroupStepper<T> stepper in groups.Steppers)
            {
                stepper.Euler(0, Rows, step, null);
            }
        }

        return Numbers.Bits(groups.First.State(0), groups.First.State(1), groups.First.Net, groups.Second.State(0), groups.Second.State(1));
    }

    private sealed class Slider<T>(int places) : ILaneVisitor<T, bool>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public bool Visit<V>()
            where V : unmanaged, ILane<V, T>
        {
            T* numbers = stackalloc T[V.Count];
            for (int i = 0; i < V.Count; i++)
            {
                numbers[i] = T.CreateTruncating(1 + i);
            }

            V.Store(numbers, V.Slide(V.Load(numbers), places));
            bool holds = true;
            for (int i = 0; i < V.Count; i++)
            {
                int from = i + places;
                holds &= numbers[i] == T.CreateTruncating(from >= 0 && from < V.Count ? 1 + from : 0);
            }

            return holds;
        }
    }
}
