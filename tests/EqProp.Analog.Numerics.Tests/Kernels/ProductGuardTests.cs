using System.Numerics;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.Tests.Memory;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace EqProp.Analog.Numerics.Tests.Kernels;

/// <summary>
/// The products on arrays without a number to spare, each against a page that may not be touched, at every width, to the
/// bit as with one number at a time.
/// </summary>
public class ProductGuardTests
{
    private static readonly VectorWidth[] Wide = [VectorWidth.Bits128, VectorWidth.Bits256, VectorWidth.Bits512];

    public static TheoryData<ProductKind, Against> Cases()
    {
        var cases = new TheoryData<ProductKind, Against>();
        foreach (ProductKind kind in Enum.GetValues<ProductKind>())
        {
            cases.Add(kind, Against.LowerPage);
            cases.Add(kind, Against.UpperPage);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_length_gives_the_scalar_bits_between_guard_pages(ProductKind kind, Against side)
    {
        using var memory = new GuardedBuffers(side);
        foreach (int length in side == Against.UpperPage ? Lengths.All : Lengths.Short)
        {
            Check(new(kind, new(Rows: 7, Columns: length, Depth: 3), length), memory);
            Check(new(kind, new(Rows: length, Columns: 35, Depth: 3), length), memory);
            Check(new(kind, new(Rows: 9, Columns: 35, Depth: length), length), memory);
        }
    }

    [Property(MaxTest = 60)]
    public Property Any_shape_gives_the_scalar_bits_between_guard_pages(ProductKind kind, bool isLower, int seed)
    {
        Gen<CallShape> shapes =
            from rows in Gen.Choose(0, 60)
            from columns in Gen.Choose(0, 100)
            from depth in Gen.Choose(0, 130)
            select new CallShape(rows, columns, depth);
        return Prop.ForAll(shapes.ToArbitrary(), shape =>
        {
            using var memory = new GuardedBuffers(isLower ? Against.LowerPage : Against.UpperPage);
            Check(new(kind, shape, seed), memory);
        });
    }

    private static void Check(TightProduct product, GuardedBuffers memory)
    {
        Check<float>(product, memory);
        Check<double>(product, memory);
    }

    private static void Check<T>(TightProduct product, GuardedBuffers memory)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        memory.Reset();
        ulong[] expected = product.Run<T>(VectorWidth.Scalar, memory);
        foreach (VectorWidth width in Wide)
        {
            memory.Reset();
            ulong[] found = product.Run<T>(width, memory);
            Assert.True(expected.AsSpan().SequenceEqual(found), $"{product}, {typeof(T).Name}, {width}: other bits than one number at a time");
        }
    }
}
