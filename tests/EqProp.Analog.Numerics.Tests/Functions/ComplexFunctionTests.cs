using System.Numerics;
using EqProp.Analog.Numerics.Functions;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using Xunit.Abstractions;

namespace EqProp.Analog.Numerics.Tests.Functions;

/// <summary>Activation functions of complex numbers against those of the base library, away from their poles.</summary>
public class ComplexFunctionTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Floats_are_accurate_to_a_few_bits_of_their_magnitude(bool isTanh) => CheckAccuracy<float>(isTanh, Math.Pow(2, -23));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Doubles_are_accurate_to_a_few_bits_of_their_magnitude(bool isTanh) => CheckAccuracy<double>(isTanh, Math.Pow(2, -52));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Conjugates_have_conjugate_results_and_real_numbers_real_ones(bool isTanh)
    {
        Complex[] points = [.. Points(3000), .. Points(20).Select(z => new Complex(z.Real, 0))];
        (Complex above, Complex below)[] pairs =
        [
            .. Loop<double>.Run(isTanh, VectorWidthSelection.Widest, points)
                .Zip(Loop<double>.Run(isTanh, VectorWidthSelection.Widest, [.. points.Select(Complex.Conjugate)])),
        ];
        Assert.All(pairs, pair => Assert.Equal(Complex.Conjugate(pair.above), pair.below));
        Assert.All(pairs.TakeLast(20), pair => Assert.Equal(0, pair.above.Imaginary));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Bits_do_not_depend_on_the_width(bool isTanh)
    {
        Complex[] points = [.. Points(500), new(1e9, 3), new(-1e9, 3), new(2, 1e8), new(double.NaN, 1), new(0, double.PositiveInfinity)];
        Complex[] expected = Loop<float>.Run(isTanh, VectorWidth.Scalar, points), precise = Loop<double>.Run(isTanh, VectorWidth.Scalar, points);
        foreach (VectorWidth width in Enum.GetValues<VectorWidth>())
        {
            Assert.Equal(expected, Loop<float>.Run(isTanh, width, points));
            Assert.Equal(precise, Loop<double>.Run(isTanh, width, points));
        }

        Assert.Equal(1, expected[500].Real);
        Assert.Equal(isTanh ? -1 : 0, expected[501].Real);
    }

    private static IEnumerable<Complex> Points(int count)
    {
        var random = new Random(7);
        for (int i = 0; i < count; i++)
        {
            double scale = Math.Pow(10, random.Next(-4, 2));
            yield return new((float)(scale * (random.NextDouble() - 0.5)), (float)(scale * (random.NextDouble() - 0.5)));
        }
    }

    private void CheckAccuracy<T>(bool isTanh, double ulp)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Complex[] points = [.. Points(20_000).Where(z => PoleDistance(isTanh, z) > 0.3)];
        Complex[] results = Loop<T>.Run(isTanh, VectorWidthSelection.Widest, points);
        double worst = points.Zip(results).Max(pair =>
        {
            Complex exact = isTanh ? Tanh(pair.First) : 1 / (1 + Complex.Exp(-pair.First));
            return Complex.Abs(pair.Second - exact) / Complex.Abs(exact) / ulp;
        });
        output.WriteLine($"{(isTanh ? "tanh" : "logistic")} of {typeof(T).Name}: {worst:f2} ulp of the magnitude, {points.Length} points");
        Assert.InRange(worst, 0.2, isTanh ? 5 : 6);
    }

    // The library's own loses digits of small numbers.
    private static Complex Tanh(Complex z) => Complex.Abs(z) < 1e-3 ? z * (1 - z * z / 3 * (1 - 0.4 * z * z)) : Complex.Tanh(z);

    private static double PoleDistance(bool isTanh, Complex z)
    {
        double period = isTanh ? Math.PI : 2 * Math.PI;
        double up = Math.Abs(z.Imaginary) % period - period / 2;
        return Complex.Abs(new(z.Real, up));
    }

    private sealed class Loop<T>(bool isTanh, Complex[] points) : ILaneVisitor<T, Complex[]>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static Complex[] Run(bool isTanh, VectorWidth width, Complex[] points) => KernelSet<T>.For(width).Accept(new Loop<T>(isTanh, points));

        public unsafe Complex[] Visit<V>()
            where V : unmanaged, ILane<V, T>
        {
            using var real = new AlignedBuffer<T>(points.Length + V.Count);
            using var imaginary = new AlignedBuffer<T>(points.Length + V.Count);
            for (int i = 0; i < points.Length; i++)
            {
                real.Span[i] = T.CreateTruncating(points[i].Real);
                imaginary.Span[i] = T.CreateTruncating(points[i].Imaginary);
            }

            for (int i = 0; i < points.Length; i += V.Count)
            {
                V x = V.Load(real.Pointer + i), y = V.Load(imaginary.Pointer + i);
                V result = isTanh ? Elementary<V, T>.Tanh(x, y, out V across) : Elementary<V, T>.Logistic(x, y, out across);
                V.Store(real.Pointer + i, result);
                V.Store(imaginary.Pointer + i, across);
            }

            var results = new Complex[points.Length];
            for (int i = 0; i < results.Length; i++)
            {
                results[i] = new(double.CreateTruncating(real.Span[i]), double.CreateTruncating(imaginary.Span[i]));
            }

            return results;
        }
    }
}
