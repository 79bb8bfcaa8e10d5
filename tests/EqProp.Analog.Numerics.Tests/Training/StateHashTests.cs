using System.Numerics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Tests.Training;

/// <summary>
/// The bits of 1,000 noisy steps of training, the same on every machine. A change of a kernel that changes them on purpose
/// (another order of a sum, another function) writes its new hashes here and says so in the changelog.
/// </summary>
public class StateHashTests
{
    /// <summary>Fifty minibatches of twenty steps.</summary>
    private const int All = 50;

    /// <summary>Sixty steps, one minibatch of them in several chunks.</summary>
    private const int Few = 3;

    private static readonly Dictionary<(FragmentShape Shape, Type Number, int Minibatches), string> Recorded = new()
    {
        [(FragmentShape.Layered, typeof(float), All)] = "7b9daa926e333281f7fe3064ab1ae26b692002727ca7cf6bdca4dce0f32ddf6e",
        [(FragmentShape.Layered, typeof(float), Few)] = "ebc166d63688b874d26f35296703d988c1f67fbc65df6fca4bbca690a98adf10",
        [(FragmentShape.Layered, typeof(double), All)] = "3911c99828b0ba6d1a3ab765d3fc347008668897d773a391fd13ef10eebe3b11",
        [(FragmentShape.Layered, typeof(double), Few)] = "41e4d6ed04d3f6f550a6f423c68515a2909b4e2ec137062a957a531be814766c",
        [(FragmentShape.Pair, typeof(float), All)] = "6c390735fe6c201d0af04d2d96db5d047f767626435c4747455bfd44ff73a0d6",
        [(FragmentShape.Pair, typeof(float), Few)] = "b635390308cc89cb44c7ca4fe2acc4780fde9c4ce9980f00329dfe3ed7b87863",
        [(FragmentShape.Pair, typeof(double), All)] = "fcd78f15ba8dceb9c49c63c00b39349d475bf4037e02f84acb77ec560e3d4b52",
        [(FragmentShape.Pair, typeof(double), Few)] = "669c4dabdc0e41721d06d5b0de639202e33205c128899fe680eb6135ea913e9d",
    };

    /// <summary>Multiply-adds in software are a hundred times slower: there one run goes all the way, and the others as far as it takes to see a difference.</summary>
    private static bool IsFast => Fma.IsSupported || AdvSimd.IsSupported;

    public static TheoryData<FragmentShape, VectorWidth, int> Cases()
    {
        var cases = new TheoryData<FragmentShape, VectorWidth, int>();
        foreach (FragmentShape shape in Enum.GetValues<FragmentShape>())
        {
            foreach (VectorWidth width in Enum.GetValues<VectorWidth>())
            {
                cases.Add(shape, width, 1);
                cases.Add(shape, width, 2);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_noisy_training_fragment_has_the_recorded_bits(FragmentShape shape, VectorWidth width, int threads)
    {
        bool all = IsFast || (width == VectorWidth.Scalar && threads == 1);
        AssertRecorded<float>(shape, width, threads, all ? All : Few);
        AssertRecorded<double>(shape, width, threads, all ? All : Few);
    }

    private static void AssertRecorded<T>(FragmentShape shape, VectorWidth width, int threads, int minibatches)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var fragment = new TrainingFragment<T>(shape, width, threads);
        Assert.Equal(Recorded[(shape, typeof(T), minibatches)], fragment.Hash(minibatches));
    }
}
