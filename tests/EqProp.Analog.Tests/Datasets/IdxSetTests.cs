using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Datasets;

namespace EqProp.Analog.Tests.Datasets;

public sealed class IdxSetTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("mnist/")]
    public void Files_are_found_in_the_folder_itself_or_in_the_one_of_the_set(string prefix)
    {
        IdxFiles.WriteSet(_folder, prefix);
        var dataset = Load(new DatasetBlock { Name = "mnist" });

        Assert.Equal((5, 0, 3), (dataset.Train.Count, dataset.Validation.Count, dataset.Test.Count));
        Assert.Equal((3, 2), dataset.Picture);
        Assert.Equal([0, 1, 2, 3, 4], dataset.Train.Labels);
        Assert.Equal([7, 8, 9], dataset.Test.Labels);
        Assert.Equal(7 / 255f, dataset.Train.Inputs[1]);
    }

    [Fact]
    public void Validation_is_the_end_of_the_training_file_and_training_its_start()
    {
        IdxFiles.WriteSet(_folder);
        var dataset = Load(new DatasetBlock { Name = "mnist", TrainExamples = 2, ValidationExamples = 2, TestExamples = 1 });

        Assert.Equal([0, 1], dataset.Train.Labels);
        Assert.Equal([3, 4], dataset.Validation.Labels);
        Assert.Equal([7], dataset.Test.Labels);
        Assert.Equal((byte)(3 * 6 * 7) / 255f, dataset.Validation.Inputs[0]);
    }

    [Fact]
    public void Asking_for_more_than_there_are_reports_every_count()
    {
        IdxFiles.WriteSet(_folder);
        var failure = Assert.Throws<InputException>(() => Load(
            new DatasetBlock { Name = "mnist", TrainExamples = 4, ValidationExamples = 2, TestExamples = 4 }));

        Assert.Equal(
            ["learning.dataset.trainExamples", "learning.dataset.testExamples"],
            failure.Violations.Select(violation => violation.Path));
    }

    [Fact]
    public void Unequal_numbers_of_pictures_and_labels_are_refused()
    {
        IdxFiles.WriteSet(_folder);
        _folder.Write("train-labels-idx1-ubyte", IdxFiles.Labels(0, 1, 2, 3));
        Assert.Contains("5 pictures", Fails("idx.count").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_beyond_the_classes_are_refused()
    {
        IdxFiles.WriteSet(_folder);
        _folder.Write("train-labels-idx1-ubyte", IdxFiles.Labels(0, 1, 2, 10, 4));
        Assert.Contains("Label 10 of example 3", Fails("idx.label").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pictures_of_unequal_size_are_refused()
    {
        IdxFiles.WriteSet(_folder);
        _folder.Write("t10k-images-idx3-ubyte", IdxFiles.Images(3, 3, 3));
        Fails("idx.shape");
    }

    [Fact]
    public void Missing_files_are_listed()
    {
        IdxFiles.WriteSet(_folder);
        File.Delete(_folder["t10k-images-idx3-ubyte"]);
        var violation = Fails("dataset.missing");
        Assert.Equal(_folder.FullPath, violation.Path);
        Assert.Contains("t10k-images-idx3-ubyte", violation.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("train-labels", violation.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_folder_is_named()
    {
        var violation = Fails("dataset.missing");
        Assert.Equal(_folder["mnist"], violation.Path);
        Assert.Contains("eqprop data fetch mnist", violation.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_folder_the_remedy_says_how_to_give_one()
    {
        var failure = Assert.Throws<InputException>(
            () => DatasetCatalog.Load(new DatasetBlock { Name = "mnist" }, new DatasetLocation()));
        Assert.Equal("dataset.folder", failure.Violations.Single().Code);
        Assert.Contains("--data", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_files_of_another_set_are_recognised()
    {
        IdxFiles.WriteSet(_folder);
        var set = new IdxSet { Name = "mine", ClassNames = ["a"], Files = [] };
        var other = set with { Name = "theirs", Files = [new("labels", 0, IdxReader.LabelFileHash([7, 8, 9]))] };
        var failure = Assert.Throws<InputException>(
            () => set.Load(new DatasetBlock { Name = "mine" }, new DatasetLocation(_folder.FullPath), [other]));
        Assert.Equal("idx.label", failure.Violations.Single().Code);

        var wide = set with { ClassNames = [.. Enumerable.Range(0, 10).Select(i => $"{i}")] };
        failure = Assert.Throws<InputException>(
            () => wide.Load(new DatasetBlock { Name = "mine" }, new DatasetLocation(_folder.FullPath), [other]));
        Assert.Equal("dataset.other", failure.Violations.Single().Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("idx/")]
    public void Ones_own_pictures_have_the_classes_of_their_labels(string prefix)
    {
        IdxFiles.WriteSet(_folder, prefix);
        _folder.Write(prefix + "train-labels-idx1-ubyte", IdxFiles.Labels(0, 1, 11, 3, 4));
        var dataset = Load(new DatasetBlock { Name = "idx", TestExamples = 2 });

        Assert.Equal("idx", dataset.Name);
        Assert.Equal((3, 2), dataset.Picture);
        Assert.Equal(12, dataset.Classes);
        Assert.Equal("11", dataset.ClassNames[11]);
        Assert.Equal([0, 1, 11, 3, 4], dataset.Train.Labels);
        Assert.Equal([7, 8], dataset.Test.Labels);
    }

    [Fact]
    public void The_largest_label_of_ones_own_pictures_may_be_in_the_test_file()
    {
        IdxFiles.WriteSet(_folder);
        Assert.Equal(10, Load(new DatasetBlock { Name = "idx" }).Classes);
    }

    [Fact]
    public void Ones_own_pictures_of_a_single_class_are_refused()
    {
        IdxFiles.WriteSet(_folder);
        _folder.Write("train-labels-idx1-ubyte", IdxFiles.Labels(0, 0, 0, 0, 0));
        _folder.Write("t10k-labels-idx1-ubyte.gz", IdxFiles.Gzip(IdxFiles.Labels(0, 0, 0)));
        Assert.Equal(_folder["train-labels-idx1-ubyte"], Fails("idx.classes", "idx").Path);
    }

    [Fact]
    public void Missing_files_of_ones_own_are_not_to_be_fetched()
    {
        var violation = Fails("dataset.missing", "idx");
        Assert.DoesNotContain("fetch", violation.Remedy, StringComparison.Ordinal);
        Assert.Contains("FOLDER/idx", violation.Remedy, StringComparison.Ordinal);
    }

    private Dataset Load(DatasetBlock block) => DatasetCatalog.Load(block, new DatasetLocation(_folder.FullPath));

    private Violation Fails(string code, string name = "mnist")
    {
        var violation = Assert.Throws<InputException>(() => Load(new DatasetBlock { Name = name })).Violations.Single();
        Assert.Equal(code, violation.Code);
        return violation;
    }
}
