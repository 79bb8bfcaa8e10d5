using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Datasets;
using EqProp.Analog.TestKit;
using FsCheck.Xunit;

namespace EqProp.Analog.Tests.Datasets;

public sealed class CsvTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("width,height,kind\n1.5,-2e3,cat\n+3,4,dog\n")]
    [InlineData("1.5,-2e3,cat\r\n\r\n 3 , 4 , dog \r\n")]
    [InlineData("\uFEFF1.5,\"-2e3\",\"cat\"\n3,4,dog")]
    public void A_header_blanks_and_quotes_make_no_difference(string text)
    {
        var table = CsvReader.Read(_folder.Write("data.csv", text));
        Assert.Equal(2, table.InputCount);
        Assert.Equal([1.5, -2000, 3, 4], table.Features);
        Assert.Equal(["cat", "dog"], table.Labels);
    }

    [Fact]
    public void Quoted_class_names_may_hold_commas_and_quotes() =>
        Assert.Equal(["a, \"b\""], CsvReader.Parse("data", new StringReader("1,\"a, \"\"b\"\"\"\n")).Labels);

    [Theory]
    [InlineData("1,2,a\n1,a\n", "csv.columns", "line 2", "2 columns; the first line has 3")]
    [InlineData("a\nb\n", "csv.columns", "line 1", "at least 2")]
    [InlineData("1,2,a\n\n1,x,b\n", "csv.number", "line 3", "Column 2 is 'x'")]
    [InlineData("1,x,a\n1,2,b\n", "csv.number", "line 1", "Column 2 is 'x'")]
    [InlineData("1,2,a\n1,NaN,b\n", "csv.number", "line 2", "'NaN'")]
    [InlineData("1,2,a\n1e999,2,b\n", "csv.number", "line 2", "'1e999'")]
    [InlineData("1,2,a\n1;5,2,b\n", "csv.number", "line 2", "'1;5'")]
    [InlineData("1,2,a\n1,,b\n", "csv.number", "line 2", "''")]
    [InlineData("1,2,a\n1,2,\n", "csv.label", "line 2", "empty")]
    [InlineData("1,2,\"a\n", "csv.quote", "line 1", "does not end")]
    [InlineData("x,y,kind\n", "csv.empty", "data", "no examples")]
    [InlineData("", "csv.empty", "data", "no examples")]
    public void Wrong_lines_are_named(string text, string code, string where, string what)
    {
        var failure = Assert.Throws<InputException>(() => CsvReader.Parse("data", new StringReader(text)));
        var violation = failure.Violations[0];
        Assert.Equal(code, violation.Code);
        Assert.Contains(where, violation.Path, StringComparison.Ordinal);
        Assert.Contains(what, violation.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_wrong_lines_are_reported_together() =>
        Assert.Equal(2, Assert.Throws<InputException>(
            () => CsvReader.Parse("data", new StringReader("1,a\nx,b\n2,c\n1,2,3\n"))).Violations.Count);

    [Property]
    [Trait(TestKinds.Trait, TestKinds.Property)]
    public void Any_text_at_all_gives_examples_or_a_clear_error(string? text)
    {
        var failure = Record.Exception(() => CsvReader.Parse("data", new StringReader(text ?? "")));
        Assert.True(failure is null or InputException, failure?.ToString());
    }

    [Property]
    [Trait(TestKinds.Trait, TestKinds.Property)]
    public void A_fifth_is_for_testing_each_line_is_used_once_and_inputs_are_scaled(int seed)
    {
        string lines = string.Concat(Enumerable.Range(0, 50).Select(i => $"{i},-1e308,{i}\n"));
        var dataset = Load(lines, new DatasetBlock { Name = "csv", Path = "data.csv", ValidationExamples = 7, Seed = seed });

        Assert.Equal((33, 7, 10), (dataset.Train.Count, dataset.Validation.Count, dataset.Test.Count));
        int[] all = [.. dataset.Train.Labels, .. dataset.Validation.Labels, .. dataset.Test.Labels];
        Assert.Equal(Enumerable.Range(0, 50), all.Order());
        float[] scaled = [.. dataset.Train.Inputs.Concat(dataset.Validation.Inputs).Where((_, i) => i % 2 == 0)];
        Assert.Equal((0f, 1f), (scaled.Min(), scaled.Max()));
        Assert.All(dataset.Test.Inputs, value => Assert.InRange(value, 0, 1));
    }

    [Fact]
    public void The_seed_alone_decides_the_split()
    {
        string lines = string.Concat(Enumerable.Range(0, 50).Select(i => $"{i},{i}\n"));
        int[] Split(int seed) => Load(lines, new DatasetBlock { Name = "csv", Path = "data.csv", Seed = seed }).Test.Labels;

        Assert.Equal(Split(3), Split(3));
        Assert.NotEqual(Split(3), Split(4));
    }

    [Theory]
    [InlineData("1,10\n2,9\n3,-1\n", "-1,9,10")]
    [InlineData("1,b\n2,a\n3,b\n", "a,b")]
    public void Classes_are_in_order_of_size_or_alphabet(string text, string names) =>
        Assert.Equal(names.Split(','), Load(text, new DatasetBlock { Name = "csv", Path = "data.csv" }).ClassNames);

    [Theory]
    [InlineData("1,a\n2,a\n", "every example is of class 'a'")]
    [InlineData("1,0.5\n2,0.25\n3,0.75\n", "not whole")]
    public void A_last_column_that_is_no_class_is_refused(string text, string what)
    {
        var failure = Assert.Throws<InputException>(() => Load(text, new DatasetBlock { Name = "csv", Path = "data.csv" }));
        Assert.Equal("csv.classes", failure.Violations.Single().Code);
        Assert.Contains(what, failure.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_missing_path_and_a_missing_file_say_so()
    {
        Assert.Equal("dataset.path", Code(new DatasetBlock { Name = "csv" }));
        Assert.Equal("csv.unreadable", Code(new DatasetBlock { Name = "csv", Path = "absent.csv" }));
    }

    private string Code(DatasetBlock block) => Assert.Throws<InputException>(
        () => DatasetCatalog.Load(block, new DatasetLocation(CircuitFolder: _folder.FullPath))).Violations.Single().Code;

    private Dataset Load(string text, DatasetBlock block)
    {
        _folder.Write("data.csv", text);
        return DatasetCatalog.Load(block, new DatasetLocation(CircuitFolder: _folder.FullPath));
    }
}
