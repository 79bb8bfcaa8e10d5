using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using EqProp.Analog.Numerics.Functions;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.Tests.Lanes;
using EqProp.Analog.Numerics.Tests.Memory;

namespace EqProp.Analog.Numerics.Tests.Functions;

public class VectorFunctionsTests
{
    private const int MostNumbers = 256;

    public static TheoryData<VectorWidth> Widths => [.. Enum.GetValues<VectorWidth>()];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Every_length_between_guard_pages_gives_the_bits_of_the_scalar_lane(VectorWidth width)
    {
        EveryLength<float>(width);
        EveryLength<double>(width);
    }

    [Fact]
    public void Results_may_replace_the_arguments()
    {
        double[] x = [1, 2, 3, 4, 5], expected = new double[5];
        VectorFunctions<double> functions = KernelSet<double>.For(VectorWidthSelection.Widest).Functions;
        functions.Log(x, expected);
        functions.Log(x, x);
        Assert.Equal(expected, x);
    }

    [Fact]
    public void Other_overlaps_and_other_lengths_are_errors()
    {
        float[] x = new float[8], other = new float[8];
        VectorFunctions<float> functions = KernelSet<float>.For(VectorWidthSelection.Widest).Functions;
        Assert.Throws<ArgumentException>(() => functions.Exp(x, new float[7]));
        Assert.Throws<ArgumentException>(() => functions.Exp(x.AsSpan(0, 4), x.AsSpan(1, 4)));
        Assert.Throws<ArgumentException>(() => functions.SinCos(x, other, new float[7]));
        Assert.Throws<ArgumentException>(() => functions.SinCos(x, other, other));
        Assert.Throws<ArgumentException>(() => functions.SinCos(x.AsSpan(0, 4), other.AsSpan(0, 4), x.AsSpan(2, 4)));
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        float[] x = new float[19], y = new float[19], z = new float[19];
        VectorFunctions<float> functions = KernelSet<float>.For(VectorWidthSelection.Widest).Functions;
        functions.Tanh(x, y);
        functions.SinCos(x, y, z);
        long bytes = Allocations.Of(() =>
        {
            functions.Tanh(x, y);
            functions.SinCos(x, y, z);
        });
        Assert.Equal(0, bytes);
    }

    private delegate void Driver<T>(ReadOnlySpan<T> x, Span<T> result);

    private static void EveryLength<T>(VectorWidth width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        VectorFunctions<T> functions = KernelSet<T>.For(width).Functions;
        using var from = new GuardedBuffer<T>(MostNumbers);
        using var to = new GuardedBuffer<T>(MostNumbers);
        using var second = new GuardedBuffer<T>(MostNumbers);
        T[] x = [.. Enumerable.Range(0, MostNumbers).Select(i => T.CreateTruncating((i - 100) * 0.37 * (i % 50 == 49 ? 1e30 : 1)))];
        (Function Function, Driver<T> Driver)[] drivers =
        [
            (Function.Exp, functions.Exp), (Function.Log, functions.Log), (Function.Tanh, functions.Tanh),
            (Function.Logistic, functions.Logistic), (Function.Softplus, functions.Softplus),
            (Function.Sin, functions.Sin), (Function.Cos, functions.Cos),
        ];
        T[] sin = LaneLoop<T>.Run(Function.Sin, VectorWidth.Scalar, x), cos = LaneLoop<T>.Run(Function.Cos, VectorWidth.Scalar, x);
        foreach ((Function function, Driver<T> driver) in drivers)
        {
            T[] expected = LaneLoop<T>.Run(function, VectorWidth.Scalar, x);
            foreach (int length in Lengths())
            {
                x.AsSpan(0, length).CopyTo(from.First(length));
                driver(from.First(length), to.First(length));
                AssertSame(expected.AsSpan(0, length), to.First(length));
                x.AsSpan(0, length).CopyTo(from.Last(length));
                driver(from.Last(length), to.Last(length));
                AssertSame(expected.AsSpan(0, length), to.Last(length));
            }
        }

        foreach (int length in Lengths())
        {
            x.AsSpan(0, length).CopyTo(from.First(length));
            functions.SinCos(from.First(length), to.First(length), second.First(length));
            AssertSame(sin.AsSpan(0, length), to.First(length));
            AssertSame(cos.AsSpan(0, length), second.First(length));
            x.AsSpan(0, length).CopyTo(from.Last(length));
            functions.SinCos(from.Last(length), to.Last(length), second.Last(length));
            AssertSame(sin.AsSpan(0, length), to.Last(length));
            AssertSame(cos.AsSpan(0, length), second.Last(length));
        }
    }

    /// <summary>Where multiply-add is done in software, a hundred times slower: up to two registers, and some beyond.</summary>
    private static IEnumerable<int> Lengths() =>
        Enumerable.Range(0, MostNumbers + 1).Where(length => Vector128.IsHardwareAccelerated || length < 34 || length % 37 == 0);

    private static void AssertSame<T>(ReadOnlySpan<T> expected, ReadOnlySpan<T> actual)
        where T : unmanaged =>
        Assert.True(MemoryMarshal.AsBytes(expected).SequenceEqual(MemoryMarshal.AsBytes(actual)));
}
