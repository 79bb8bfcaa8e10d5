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
        [(FragmentShape.Layered, typeof(float), All)] = "d098512d4361b659cdbbe28dac68b6edc0d00f8c6bab16a0f8c5c9850ce87502",
        [(FragmentShape.Layered, typeof(float), Few)] = "3de6b716591ebcd19253fcf0a84d6b092d7c881c42fe6fe5072f4a20911d5f9a",
        [(FragmentShape.Layered, typeof(double), All)] = "7648c807d2ed8992445aeaf3fd2a0b7de83ecad3d47a41457b83bb690e81c0ba",
        [(FragmentShape.Layered, typeof(double), Few)] = "5f1744848eeb5962d0eade68ded34ecc5c57008d55a7f6c499d31760c011783a",
        [(FragmentShape.Pair, typeof(float), All)] = "282ab6cecc907227129febb54df182bd6e4160223216a06350879ba600d685eb",
        [(FragmentShape.Pair, typeof(float), Few)] = "2c72250a1d615df7080c1a80229c6167cac477809ce976ab7e5f25113d9eab7d",
        [(FragmentShape.Pair, typeof(double), All)] = "da74819a3a63ee3d598b6be9137c43bfbd8a7d011199ad95868c906b295e45c7",
        [(FragmentShape.Pair, typeof(double), Few)] = "e490d5cd0ea8d922f003b16b63cc743aeeaa4a0b5b9003774fe288078be119f9",
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
