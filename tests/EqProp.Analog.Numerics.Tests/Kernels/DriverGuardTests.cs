using System.Numerics;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.Tests.Memory;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace EqProp.Analog.Numerics.Tests.Kernels;

/// <summary>
/// Every driver of <see cref="KernelSet{T}"/> with each of its buffers against a page that may not be touched, at every
/// width, to the bit as with one number at a time.
/// </summary>
public class DriverGuardTests
{
    private static readonly VectorWidth[] Wide = [VectorWidth.Bits128, VectorWidth.Bits256, VectorWidth.Bits512];

    public static TheoryData<Driver, Against> Cases()
    {
        var cases = new TheoryData<Driver, Against>();
        foreach (Driver driver in Enum.GetValues<Driver>())
        {
            cases.Add(driver, Against.LowerPage);
            cases.Add(driver, Against.UpperPage);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_length_gives_the_scalar_bits_between_guard_pages(Driver driver, Against side)
    {
        using var memory = new GuardedBuffers(side);
        foreach (int length in side == Against.UpperPage ? Lengths.All : Lengths.Short)
        {
            Check(new(driver, new(Rows: 7, Columns: length, Depth: 3), length), memory);
            Check(new(driver, new(Rows: length, Columns: 19, Depth: 3), length + 1), memory);
            if (driver is not (Driver.Contrast or Driver.WriteBiases or Driver.SoftmaxError))
            {
                Check(new(driver, new(Rows: 7, Columns: 19, Depth: length), length), memory);
            }
        }
    }

    [Property(MaxTest = 60)]
    public Property Any_shape_gives_the_scalar_bits_between_guard_pages(Driver driver, bool isLower, int seed)
    {
        Gen<CallShape> shapes =
            from rows in Gen.Choose(0, 130)
            from columns in Gen.Choose(0, 150)
            from depth in Gen.Choose(0, 110)
            select new CallShape(rows, columns, depth);
        return Prop.ForAll(shapes.ToArbitrary(), shape =>
        {
            using var memory = new GuardedBuffers(isLower ? Against.LowerPage : Against.UpperPage);
            Check(new(driver, shape, seed, Threads: 1 + (seed & 1)), memory);
        });
    }

    private static void Check(DriverCall call, GuardedBuffers memory)
    {
        Check<float>(call, memory);
        Check<double>(call, memory);
    }

    private static void Check<T>(DriverCall call, GuardedBuffers memory)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        memory.Reset();
        ulong[] expected = call.Run<T>(VectorWidth.Scalar, memory);
        foreach (VectorWidth width in Wide)
        {
            memory.Reset();
            ulong[] found = call.Run<T>(width, memory);
            Assert.True(expected.AsSpan().SequenceEqual(found), $"{call}, {typeof(T).Name}, {width}: other bits than one number at a time");
        }
    }
}
