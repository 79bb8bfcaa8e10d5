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
        [(FragmentShape.Layered, typeof(float), All)] = "2983ee53254b9212181458ea685c6dfacb450ea7dca2f5f1c90bde54cbc68499",
        [(FragmentShape.Layered, typeof(float), Few)] = "56f245e867e11c049db638df598511cd02d21b16d840364851cb35392353d88a",
        [(FragmentShape.Layered, typeof(double), All)] = "74c5e549e44fee9ce73f95e11633d77a77b0e9f96d2eeeb49751e3f2fd426fe1",
        [(FragmentShape.Layered, typeof(double), Few)] = "7e8f70bdf23ca77cc1b6fc6b5316624845708e7089fd60c51cabe78f5c22eff4",
        [(FragmentShape.Pair, typeof(float), All)] = "89e8c809d9a9e577aab9cb4e0fa0090efaae4627cbe73ada264fb4d048f4fb6f",
        [(FragmentShape.Pair, typeof(float), Few)] = "fae11d2ed5d7570a2959aeba52563a856645298a0c8ee1a7bb0bcae14477ecce",
        [(FragmentShape.Pair, typeof(double), All)] = "66bedda8de5a123085499785448bd6f081c835d1651f6a2f6646ef651e62a7d3",
        [(FragmentShape.Pair, typeof(double), Few)] = "9ca936efdd349e5c250e1b7407899d071b38909f498aa584ea55fa65edf5aba1",
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
