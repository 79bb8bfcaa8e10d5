using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.Tests.Memory;

namespace EqProp.Analog.Numerics.Tests.Kernels;

/// <summary>The pass that serves both directions of a coupling, against the two products it stands for.</summary>
public unsafe class PairedProductTests
{
    private const int Lanes = 16;

    [Fact]
    public void Only_lanes_that_hold_sixteen_sums_can()
    {
        Assert.True(PairedProduct<Lane512<float>, float>.IsSupported);
        Assert.False(PairedProduct<Lane512<double>, double>.IsSupported);
        Assert.False(PairedProduct<Lane256<float>, float>.IsSupported);
        Assert.False(PairedProduct<ScalarLane<float>, float>.IsSupported);
    }

    [Theory]
    [InlineData(Against.LowerPage)]
    [InlineData(Against.UpperPage)]
    public void Both_directions_have_the_bits_of_the_scalar_products_between_guard_pages(Against side)
    {
        using var memory = new GuardedBuffers(side);
        for (int few = 1; few <= PairedProduct<Lane512<float>, float>.MostSmall; few++)
        {
            foreach (int many in Lengths.All.Where(n => n % Lanes == 0))
            {
                Check(rows: many == 32 ? 0 : 1 + (many / Lanes + few) % 6, many, few, memory);
                Check(rows: 1 + few % 3, many, few, memory, hasBack: true);
            }
        }

        foreach (int rows in Lengths.Short)
        {
            Check(rows, 48, 10, memory);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(13)]
    public void A_small_group_of_another_size_is_refused(int few) =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
        {
            var term = new PairTerm<float> { SmallSize = few };
            var store = default(TightStore<Lane512<float>, float>);
            PairedProduct<Lane512<float>, float>.Run(0, &term, null, ref store, null);
        });

    private static void Check(int rows, int many, int few, GuardedBuffers memory, bool hasBack = false)
    {
        memory.Reset();
        var random = new Random(rows * 1000 + many * 13 + few);
        PairTerm<float> term = new()
        {
            Large = Draw(rows * many),
            LargeStride = many,
            LargeSize = many,
            Small = Draw(rows * few),
            SmallStride = few,
            SmallSize = few,
            Weights = Draw(few * many),
            WeightStride = many,
        };
        term.BackWeights = hasBack ? Draw(few * many) : term.Weights;
        float* first = Draw(rows * many), result = memory.Take<float>(rows * many), scratch = memory.Take<float>(2 * many);
        float* toFew = memory.Take<float>(rows * Lanes);
        var store = new TightStore<Lane512<float>, float>(first, result, many);
        PairedProduct<Lane512<float>, float>.Run(rows, &term, scratch, ref store, toFew);

        float* expected = memory.Take<float>(rows * many), expectedToFew = memory.Take<float>(rows * Lanes);
        var straight = new ProductTerm<float>
        {
            Left = term.Small,
            LeftRowStride = few,
            LeftDepthStride = 1,
            Right = term.Weights,
            RightDepthStride = many,
            Depth = few,
        };
        var manyStore = new TightStore<ScalarLane<float>, float>(first, expected, many);
        Product<ScalarLane<float>, float>.Run(rows, many, &straight, 1, ref manyStore);
        var transposed = new DotTerm<float> { Left = term.Large, LeftStride = many, Right = term.BackWeights, RightStride = many, Depth = many };
        var fewStore = new TightStore<ScalarLane<float>, float>(memory.Take<float>(rows * Lanes), expectedToFew, Lanes);
        DotProduct<ScalarLane<float>, float>.Run(rows, few, &transposed, 1, ref fewStore);

        string at = $"{rows} rows, {many} and {few} states";
        AssertSame(new(expected, rows * many), new(result, rows * many), at);
        for (int row = 0; row < rows; row++)
        {
            AssertSame(new(expectedToFew + row * Lanes, few), new(toFew + row * Lanes, few), at);
        }

        for (int row = 0; row < rows; row++)
        {
            for (int c = 0; c < many; c++)
            {
                var sum = new PlainSum(first[row * many + c]);
                for (int k = 0; k < few; k++)
                {
                    sum.Add(term.Small[row * few + k], term.Weights[k * many + c]);
                }

                sum.Check(result[row * many + c]);
            }

            for (int k = 0; k < few; k++)
            {
                var sum = new PlainSum(0);
                for (int c = 0; c < many; c++)
                {
                    sum.Add(term.Large[row * many + c], term.BackWeights[k * many + c]);
                }

                sum.Check(toFew[row * Lanes + k]);
            }
        }

        float* Draw(int length)
        {
            float* numbers = memory.Take<float>(length);
            Numbers.Draw(random, new Span<float>(numbers, length));
            return numbers;
        }
    }

    private static void AssertSame(ReadOnlySpan<float> expected, ReadOnlySpan<float> found, string at) =>
        Assert.True(Numbers.Bits(expected).AsSpan().SequenceEqual(Numbers.Bits(found)), at);
}
