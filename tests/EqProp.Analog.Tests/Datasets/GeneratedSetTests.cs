using System.Runtime.InteropServices;
using System.Security.Cryptography;
using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Datasets;
using EqProp.Analog.TestKit;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace EqProp.Analog.Tests.Datasets;

public sealed class GeneratedSetTests
{
    [Theory]
    [InlineData("xor", "0110")]
    [InlineData("xnor", "1001")]
    [InlineData("and", "0001")]
    [InlineData("nand", "1110")]
    [InlineData("or", "0111")]
    [InlineData("nor", "1000")]
    [InlineData("parity3", "01101001")]
    public void Truth_tables_hold_every_case_for_training_and_test(string name, string outputs)
    {
        var dataset = Load(new DatasetBlock { Name = name });

        Assert.Equal(outputs, string.Concat(dataset.Train.Labels));
        Assert.Equal(dataset.Train.Inputs, dataset.Test.Inputs);
        Assert.Equal(dataset.Train.Labels, dataset.Test.Labels);
        int inputs = dataset.Train.InputCount;
        for (int i = 0; i < dataset.Train.Count; i++)
        {
            string bits = string.Concat(dataset.Train.Inputs.Skip(i * inputs).Take(inputs));
            Assert.Equal(Convert.ToString(i, 2).PadLeft(inputs, '0'), bits);
        }
    }

    [Property(MaxTest = 20)]
    [Trait(TestKinds.Trait, TestKinds.Property)]
    public Property Asking_for_other_counts_leaves_each_example_as_it_was() =>
        Prop.ForAll(Gen.Elements("digits", "two-moons").ToArbitrary(), Gen.Choose(1, 300).ToArbitrary(), Arb.From(Gen.Choose(-5, 5)), (name, count, seed) =>
        {
            var all = Load(new DatasetBlock { Name = name, TrainExamples = 300, TestExamples = 300, Seed = seed });
            var some = Load(new DatasetBlock { Name = name, TrainExamples = count, TestExamples = 301 - count, Seed = seed });

            Assert.True(all.Train.Inputs.AsSpan().StartsWith(some.Train.Inputs));
            Assert.Equal(all.Train.Labels.Take(count), some.Train.Labels);
            Assert.True(all.Test.Inputs.AsSpan().StartsWith(some.Test.Inputs));
        });

    [Theory]
    [InlineData("digits", 10_000)]
    [InlineData("two-moons", 1_000)]
    public void Validation_is_what_training_leaves_out(string name, int usual)
    {
        var whole = Load(new DatasetBlock { Name = name });
        var parted = Load(new DatasetBlock { Name = name, ValidationExamples = 100, TestExamples = 0 });

        Assert.Equal(usual, whole.Train.Count);
        Assert.Equal((usual - 100, 100, 0), (parted.Train.Count, parted.Validation.Count, parted.Test.Count));
        Assert.True(whole.Train.Inputs.AsSpan().SequenceEqual([.. parted.Train.Inputs, .. parted.Validation.Inputs]));
    }

    [Fact]
    public void More_than_the_usual_count_can_be_had()
    {
        var dataset = Load(new DatasetBlock { Name = "two-moons", TrainExamples = 3_000, ValidationExamples = 500, TestExamples = 1 });
        Assert.Equal((3_000, 500), (dataset.Train.Count, dataset.Validation.Count));
    }

    [Theory]
    [InlineData("digits")]
    [InlineData("two-moons")]
    public void Seeds_and_splits_differ_and_inputs_stay_in_range(string name)
    {
        var dataset = Load(new DatasetBlock { Name = name, TrainExamples = 200, TestExamples = 200 });
        var other = Load(new DatasetBlock { Name = name, TrainExamples = 200, TestExamples = 200, Seed = 2 });

        string[] rows = [.. new[] { dataset.Train, dataset.Test, other.Train, other.Test }.SelectMany(set =>
            set.Inputs.Chunk(set.InputCount).Select(row => string.Join(' ', row)))];
        Assert.Equal(800, rows.Distinct().Count());
        Assert.DoesNotContain(dataset.Train.Inputs.Concat(other.Test.Inputs), value => value is not (>= 0 and <= 1));
    }

    [Theory]
    [InlineData("digits")]
    [InlineData("two-moons")]
    public void Classes_are_equally_many(string name)
    {
        var dataset = Load(new DatasetBlock { Name = name, TrainExamples = 500, TestExamples = 100 });
        Assert.All(
            Enumerable.Range(0, dataset.Classes),
            label => Assert.Equal(500 / dataset.Classes, dataset.Train.Labels.Count(other => other == label)));
        Assert.NotEqual(dataset.Train.Labels.Take(100), dataset.Test.Labels);
    }

    [Fact]
    public void Moons_without_noise_lie_on_their_half_circles()
    {
        var train = Load(new DatasetBlock { Name = "two-moons", Noise = 0 }).Train;
        for (int i = 0; i < train.Count; i++)
        {
            double x = 4 * train.Inputs[2 * i] - 1.5;
            double y = 2.5 * train.Inputs[2 * i + 1] - 1;
            var (centreX, centreY) = train.Labels[i] == 0 ? (0.0, 0.0) : (1.0, 0.5);
            Assert.Equal(1, Math.Sqrt((x - centreX) * (x - centreX) + (y - centreY) * (y - centreY)), 5);
            Assert.True(train.Labels[i] == 0 ? y >= -1e-6 : y <= 0.5 + 1e-6);
        }
    }

    [Fact]
    public void Digits_without_noise_have_a_clean_background()
    {
        var clean = Load(new DatasetBlock { Name = "digits", Noise = 0, TrainExamples = 100 }).Train;
        double ink = clean.Inputs.Average();
        Assert.InRange(clean.Inputs.Count(value => value == 0) / (double)clean.Inputs.Length, 0.5, 0.9);
        Assert.InRange(ink, 0.08, 0.3);
        Assert.All(clean.Inputs.Chunk(256), picture => Assert.True(picture.Max() > 0.4));
    }

    /// <summary>The generators use no function whose last bit depends on the machine; these sums were made on x86-64.</summary>
    [Theory]
    [InlineData("digits", "7bd17a6ac36ac900")]
    [InlineData("two-moons", "519877acce355297")]
    [Trait(TestKinds.Trait, TestKinds.Golden)]
    public void The_same_seed_gives_the_same_bits_everywhere(string name, string expected)
    {
        var train = Load(new DatasetBlock { Name = name, TrainExamples = 200, TestExamples = 0 }).Train;
        byte[] bytes = [.. MemoryMarshal.AsBytes<float>(train.Inputs), .. train.Labels.Select(label => (byte)label)];
        Assert.Equal(expected, Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]);
    }

    private static Dataset Load(DatasetBlock block) => DatasetCatalog.Load(block, new DatasetLocation());
}
