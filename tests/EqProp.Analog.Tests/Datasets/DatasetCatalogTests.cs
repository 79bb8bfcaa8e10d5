using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Datasets;

namespace EqProp.Analog.Tests.Datasets;

public sealed class DatasetCatalogTests
{
    public static TheoryData<string> GeneratedNames =>
        new(DatasetCatalog.Entries.Where(entry => !entry.NeedsFiles && entry.Inputs is not null).Select(entry => entry.Name));

    [Fact]
    public void Names_are_unique_and_every_entry_says_whose_it_is()
    {
        Assert.Equal(
            ["xor", "xnor", "and", "nand", "or", "nor", "parity3", "xor-inverted", "two-moons", "digits", "digits-inverted", "mnist", "fashion-mnist", "idx", "csv"],
            DatasetCatalog.Entries.Select(entry => entry.Name));
        Assert.All(DatasetCatalog.Entries, entry => Assert.DoesNotContain("", (string[])[entry.Summary, entry.Source, entry.Licence]));
    }

    [Theory]
    [MemberData(nameof(GeneratedNames))]
    public void An_entry_says_what_loading_gives(string name)
    {
        var entry = DatasetCatalog.Find(name.ToUpperInvariant());
        var dataset = DatasetCatalog.Load(new DatasetBlock { Name = name }, new DatasetLocation());

        Assert.Equal(entry.Name, dataset.Name);
        Assert.Equal(entry.Inputs, dataset.Train.InputCount);
        Assert.Equal(entry.Classes, dataset.Classes);
        Assert.Equal(dataset.Classes, dataset.ClassNames.Count);
        Assert.Equal(entry.TrainExamples, dataset.Train.Count);
        Assert.Equal(entry.TestExamples, dataset.Test.Count);
        Assert.Equal(dataset.Train.Count * dataset.Train.InputCount, dataset.Train.Inputs.Length);
        Assert.Equal(dataset.Classes, dataset.Train.Labels.Distinct().Count());
    }

    [Fact]
    public void Published_sets_have_four_files_and_addresses_that_are_folders() =>
        Assert.All(DatasetCatalog.Entries.Where(entry => entry.NeedsFiles), entry =>
        {
            Assert.Equal(4, entry.Files.Count);
            Assert.All(entry.Files, file => Assert.Matches("^[0-9a-f]{64}$", file.Sha256));
            Assert.NotEmpty(entry.Mirrors);
            Assert.All(entry.Mirrors, mirror => Assert.EndsWith("/", mirror.AbsolutePath, StringComparison.Ordinal));
        });

    [Theory]
    [InlineData("minst", "mnist")]
    [InlineData("fashion_mnist", "fashion-mnist")]
    [InlineData("moons", "two-moons")]
    [InlineData("digit", "digits")]
    public void An_unknown_name_gets_the_nearest(string name, string nearest)
    {
        var found = Assert.Throws<InputException>(() => DatasetCatalog.Find(name));
        var loaded = Assert.Throws<InputException>(
            () => DatasetCatalog.Load(new DatasetBlock { Name = name }, new DatasetLocation()));

        Assert.Contains($"Did you mean '{nearest}'?", found.Message, StringComparison.Ordinal);
        Assert.Equal("dataset.unknown", loaded.Violations.Single().Code);
    }

    [Theory]
    [InlineData("xor", 5, null, null, "trainExamples")]
    [InlineData("xor", null, 4, null, "validationExamples")]
    [InlineData("xor", 3, 2, null, "trainExamples")]
    [InlineData("xor", 0, null, null, "trainExamples")]
    [InlineData("xor", null, -1, null, "validationExamples")]
    [InlineData("xor", null, null, 5, "testExamples")]
    [InlineData("two-moons", null, null, -1, "testExamples")]
    [InlineData("two-moons", int.MaxValue, int.MaxValue, null, "validationExamples")]
    [InlineData("two-moons", 1_000_001, null, null, "trainExamples")]
    public void Counts_that_cannot_be_had_are_refused(string name, int? train, int? validation, int? test, string path)
    {
        var block = new DatasetBlock { Name = name, TrainExamples = train, ValidationExamples = validation, TestExamples = test };
        var failure = Assert.Throws<InputException>(() => DatasetCatalog.Load(block, new DatasetLocation()));
        Assert.Equal($"learning.dataset.{path}", failure.Violations.Single().Path);
    }

    [Theory]
    [InlineData("xor", 0.1)]
    [InlineData("digits", -0.1)]
    [InlineData("digits", 1.1)]
    [InlineData("two-moons", double.NaN)]
    public void Noise_out_of_range_is_refused(string name, double noise)
    {
        var failure = Assert.Throws<InputException>(
            () => DatasetCatalog.Load(new DatasetBlock { Name = name, Noise = noise }, new DatasetLocation()));
        Assert.Equal("dataset.noise", failure.Violations.Single().Code);
    }
}
