using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Tests.Training;

/// <summary>What may change the result of a noisy training fragment and what may not.</summary>
public class FragmentVariationTests
{
    private static readonly int[] Samples = [.. Enumerable.Range(0, 29).Select(i => 7 * i % 64)];

    public static TheoryData<FragmentShape> Shapes() => [.. Enum.GetValues<FragmentShape>()];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_part_learns_and_noise_reaches_every_group(FragmentShape shape)
    {
        using TrainingFragment<float> trained = Fragment<float>(shape), untrained = Fragment<float>(shape), quiet = Fragment<float>(shape);
        quiet.Relaxation.Noise = null;
        trained.Train(Samples, 0);
        quiet.Train(Samples, 0);
        Assert.All(trained.Parameters.Zip(untrained.Parameters), pair => Assert.NotEqual(Numbers(pair.First), Numbers(pair.Second)));
        Assert.All(trained.Groups.Zip(quiet.Groups), pair => Assert.NotEqual(Numbers(pair.First.State(0)), Numbers(pair.Second.State(0))));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Noise_of_amplitude_zero_gives_the_bits_of_none(FragmentShape shape)
    {
        using TrainingFragment<float> zero = Fragment<float>(shape), none = Fragment<float>(shape);
        foreach (var group in zero.Groups)
        {
            group.NoiseAmplitude!.Clear();
        }

        none.Relaxation.Noise = null;
        Assert.Equal(none.Hash(2), zero.Hash(2));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Another_order_of_the_batch_changes_no_example(FragmentShape shape)
    {
        int[] reversed = [.. Samples.Reverse()];
        using TrainingFragment<double> one = Fragment<double>(shape), other = Fragment<double>(shape);
        one.Train(Samples, 0);
        other.Train(reversed, 0);
        for (int row = 0; row < Samples.Length; row++)
        {
            Assert.Equal(one.States(row), other.States(Samples.Length - 1 - row));
        }

        // Sums over the batch run the other way.
        Assert.NotEqual(one.Parameters.SelectMany(Numbers), other.Parameters.SelectMany(Numbers));
        Assert.All(one.Parameters.SelectMany(Numbers).Zip(other.Parameters.SelectMany(Numbers)), pair => Assert.Equal(pair.First, pair.Second, 1e-14));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Another_split_into_batches_changes_no_example(FragmentShape shape)
    {
        const int First = 5;
        using TrainingFragment<float> whole = Fragment<float>(shape), part = Fragment<float>(shape);
        whole.Start(Samples);
        whole.Settle(Samples.Length, 0, TrainingFragment<float>.PhaseSteps);
        foreach ((int from, int count) in new[] { (0, First), (First, Samples.Length - First) })
        {
            part.Start(Samples[from..(from + count)]);
            part.Settle(count, 0, TrainingFragment<float>.PhaseSteps);
            Assert.All(Enumerable.Range(0, count), row => Assert.Equal(whole.States(from + row), part.States(row)));
        }

        part.Noise.Name([.. Enumerable.Range(1000, Samples.Length - First)]);
        part.Settle(Samples.Length - First, 0, TrainingFragment<float>.PhaseSteps);
        whole.Settle(Samples.Length, 0, TrainingFragment<float>.PhaseSteps);
        Assert.All(Enumerable.Range(0, Samples.Length - First), row => Assert.NotEqual(whole.States(First + row), part.States(row)));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_relaxation_goes_on_where_another_ended(FragmentShape shape)
    {
        int[] samples = [6, 1];
        using TrainingFragment<float> whole = Fragment<float>(shape), halves = Fragment<float>(shape), again = Fragment<float>(shape);
        Settle(whole, (0, 100));
        Settle(halves, (0, 50), (50, 50));
        Settle(again, (0, 50), (0, 50));
        Assert.Equal(whole.States(1), halves.States(1));
        Assert.NotEqual(whole.States(1), again.States(1));

        void Settle(TrainingFragment<float> fragment, params (long FirstStep, int Steps)[] phases)
        {
            fragment.Start(samples);
            foreach ((long firstStep, int steps) in phases)
            {
                fragment.Settle(samples.Length, firstStep, steps);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_step_without_noise_ends_elsewhere(FragmentShape shape)
    {
        using TrainingFragment<float> all = Fragment<float>(shape), some = Fragment<float>(shape);
        all.Start(Samples);
        some.Start(Samples);
        all.Settle(Samples.Length, 0, 5);
        some.Settle(Samples.Length, 0, 4);
        some.Relaxation.Noise = null;
        some.Settle(Samples.Length, 4, 1);
        Assert.All(Enumerable.Range(0, Samples.Length), row => Assert.NotEqual(all.States(row), some.States(row)));
    }

    private static TrainingFragment<T> Fragment<T>(FragmentShape shape)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => new(shape, VectorWidthSelection.Widest, threads: 1);

    private static IEnumerable<T> Numbers<T>(BatchMatrix<T> matrix)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => Enumerable.Range(0, matrix.Rows).SelectMany(row => matrix.Row(row).ToArray());
}
