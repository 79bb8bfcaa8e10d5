using System.Diagnostics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Tables;
using EqProp.Analog.TestKit;
using FsCheck.Xunit;
using Parquet;
using Parquet.Schema;

namespace EqProp.Analog.Tests.Tables;

/// <summary>Tables of studies as files.</summary>
public class TableFilesTests
{
    private static readonly StudyTable Small = new(
    [
        new TableColumn("study", ColumnRole.Identity, "", (string[])["a, \"quoted\" one", "a, \"quoted\" one", "two\nlines", "\u00b5"]),
        new TableColumn("sigma", ColumnRole.Axis, "V", (double[])[0.1, 1.0 / 3, -0.0, double.PositiveInfinity]),
        new TableColumn("die", ColumnRole.Seed, "", (int[])[0, 1, int.MaxValue, -5]),
        new TableColumn("accuracyPercent", ColumnRole.Measure, "%", (double[])[95.25, double.NaN, 1e-300, 123456789.123456789]),
        new TableColumn("failure", ColumnRole.Identity, "", (string[])["", "ran away, at 3 us", "", " spaces kept "]),
    ]);

    [Fact]
    public void Are_read_back_to_the_bit()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(["table.csv", "table.parquet", "table.json"], TableFiles.Write(Small, folder.Path));
        AssertSame(Small, TableFiles.Read(folder.Path));
    }

    [Property(MaxTest = 30)]
    [Trait(TestKinds.Trait, TestKinds.Property)]
    public void Of_any_content_are_read_back_to_the_bit(double[] numbers, string?[] texts)
    {
        using var folder = new TemporaryFolder();
        int rows = Math.Min(numbers.Length, texts.Length);
        var table = new StudyTable(
        [
            new TableColumn("number", ColumnRole.Measure, "J", numbers[..rows]),
            new TableColumn("text", ColumnRole.Axis, "", (string[])[.. texts.Take(rows).Select(Kept)]),
        ]);
        TableFiles.Write(table, folder.Path);
        AssertSame(table, TableFiles.Read(folder.Path));
    }

    [Fact]
    public void Of_one_table_have_the_same_bytes()
    {
        using TemporaryFolder one = new(), other = new();
        foreach (string name in TableFiles.Write(Small, one.Path).Zip(TableFiles.Write(Small, other.Path), (first, _) => first))
        {
            Assert.Equal(File.ReadAllBytes(one.File(name)), File.ReadAllBytes(other.File(name)));
        }
    }

    [Fact]
    public void Have_nothing_where_there_is_no_number()
    {
        using var folder = new TemporaryFolder();
        TableFiles.Write(Small, folder.Path);
        string text = File.ReadAllText(folder.File("table.csv"));
        Assert.StartsWith("study,sigma,die,accuracyPercent,failure\n\"a, \"\"quoted\"\" one\",0.1,0,95.25,\n\"a, \"\"quoted\"\" one\",0.3333333333333333,1,,\"ran away, at 3 us\"\n", text);
    }

    [Fact]
    public async Task In_Parquet_hold_the_same_columns_with_nulls()
    {
        using var folder = new TemporaryFolder();
        TableFiles.Write(Small, folder.Path);
        await using ParquetReader reader = await ParquetReader.CreateAsync(folder.File("table.parquet"));
        DataField[] fields = reader.Schema.GetDataFields();
        Assert.Equal(Small.Columns.Select(column => column.Name), fields.Select(field => field.Name));
        Assert.Equal([true, true, false, true, true], fields.Select(field => field.IsNullable));

        // Without this mark other readers take texts for bytes.
        Assert.Equal(["study", "failure"], reader.Metadata!.Schema.Where(element => element.LogicalType?.STRING is not null).Select(element => element.Name));
        using ParquetRowGroupReader group = reader.OpenRowGroupReader(0);
        Assert.Equal(4, group.RowCount);
        var sigma = new double?[4];
        await group.ReadAsync<double>(fields[1], sigma.AsMemory());
        Assert.Equal([0.1, 1.0 / 3, -0.0, double.PositiveInfinity], sigma);
        var die = new int[4];
        await group.ReadAsync<int>(fields[2], die.AsMemory());
        Assert.Equal([0, 1, int.MaxValue, -5], die);
        var accuracy = new double?[4];
        await group.ReadAsync<double>(fields[3], accuracy.AsMemory());
        Assert.Equal([95.25, null, 1e-300, 123456789.123456789], accuracy);
        string?[] failure = new string?[4];
        await group.ReadAsync(fields[4], failure.AsMemory()!);
        Assert.Equal((IEnumerable<string?>)[null, "ran away, at 3 us", null, " spaces kept "], failure);
    }

    [Fact]
    public async Task In_Parquet_have_groups_of_rows_where_they_are_long()
    {
        using var folder = new TemporaryFolder();
        double[] numbers = [.. Enumerable.Range(0, 300_000).Select(i => Math.Sqrt(i))];
        TableFiles.Write(new StudyTable([new TableColumn("x", ColumnRole.Measure, "", numbers)]), folder.Path);
        await using ParquetReader reader = await ParquetReader.CreateAsync(folder.File("table.parquet"));
        List<double?> read = [];
        for (int i = 0; i < reader.RowGroupCount; i++)
        {
            using ParquetRowGroupReader group = reader.OpenRowGroupReader(i);
            var part = new double?[group.RowCount];
            await group.ReadAsync<double>(reader.Schema.GetDataFields()[0], part.AsMemory());
            read.AddRange(part);
        }

        Assert.Equal(3, reader.RowGroupCount);
        Assert.Equal(numbers, read.Select(number => number!.Value));
    }

    [PandasFact]
    public void Load_in_pandas_as_they_are()
    {
        using var folder = new TemporaryFolder();
        TableFiles.Write(Small, folder.Path);
        const string Script = """
            import sys, pandas
            t = pandas.read_csv(sys.argv[1], float_precision='round_trip')
            assert list(t.columns) == ['study', 'sigma', 'die', 'accuracyPercent', 'failure'], t.columns
            assert t.shape == (4, 5) and t.study[2] == 'two\nlines' and t.study[0] == 'a, "quoted" one'
            assert t.sigma[1] == 1 / 3 and t.sigma[3] == float('inf') and t.die.dtype == 'int64' and t.die[2] == 2147483647
            assert t.accuracyPercent.isna().tolist() == [False, True, False, False] and t.accuracyPercent[2] == 1e-300
            assert t.failure.isna().tolist() == [True, False, True, False]
            """;
        using Process process = Process.Start(new ProcessStartInfo(PandasFactAttribute.Python!, ["-c", Script, folder.File("table.csv")]) { RedirectStandardError = true })!;
        string complaint = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, complaint);
    }

    [Theory]
    [InlineData("table.csv", "die", "dye", "line 1")]
    [InlineData("table.csv", "95.25", "ninety", "line 2")]
    [InlineData("table.csv", ",0.1,0,", ",0.1,", "line 2")]
    [InlineData("table.csv", "\u00b5,Infinity,-5,123456789.12345679, spaces kept \n", "", "3 rows")]
    [InlineData("table.csv", " spaces kept \n", " spaces", "ends within")]
    [InlineData("table.json", "\"rows\": 4", "\"rows\": 3", "more rows")]
    [InlineData("table.json", "\"measure\"", "\"treasure\"", "treasure")]
    [InlineData("table.json", "\"schemaVersion\": 1", "\"schemaVersion\": 9", "version 9")]
    public void That_were_changed_are_refused_with_the_place(string name, string found, string put, string expected)
    {
        using var folder = new TemporaryFolder();
        TableFiles.Write(Small, folder.Path);
        string text = File.ReadAllText(folder.File(name));
        Assert.Contains(found, text);
        File.WriteAllText(folder.File(name), text.Replace(found, put));
        Violation violation = Assert.Single(Assert.Throws<InputException>(() => TableFiles.Read(folder.Path)).Violations);
        Assert.Contains(expected, violation.ToString());
    }

    [Fact]
    public void That_are_not_there_are_a_failure_to_read()
    {
        using var folder = new TemporaryFolder();
        InputException failure = Assert.Throws<InputException>(() => TableFiles.Read(folder.Path));
        Assert.Equal(FailureKind.InputOutput, failure.Kind);
        Assert.Contains("table.json", failure.Violations[0].Path);
    }

    [Fact]
    public void Without_rows_are_tables_too()
    {
        using var folder = new TemporaryFolder();
        var table = new StudyTable([new TableColumn("a", ColumnRole.Axis, "", Array.Empty<double>()), new TableColumn("b", ColumnRole.Identity, "", Array.Empty<string>())]);
        TableFiles.Write(table, folder.Path);
        AssertSame(table, TableFiles.Read(folder.Path));
    }

    [Fact]
    public void Of_what_is_no_table_are_not_written()
    {
        using var folder = new TemporaryFolder();
        TableColumn a = new("a", ColumnRole.Axis, "", new double[2]);
        Assert.Throws<ArgumentException>(() => TableFiles.Write(new StudyTable([a, a]), folder.Path));
        Assert.Throws<ArgumentException>(() => TableFiles.Write(new StudyTable([a, a with { Name = "b", Values = new int[3] }]), folder.Path));
        Assert.Throws<ArgumentException>(() => TableFiles.Write(new StudyTable([a with { Values = new float[2] }]), folder.Path));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    // UTF-8 holds no halves of surrogate pairs.
    private static string Kept(string? text) => new([.. (text ?? "").Where(c => !char.IsSurrogate(c))]);

    private static void AssertSame(StudyTable expected, StudyTable actual)
    {
        Assert.Equal(expected.Columns.Count, actual.Columns.Count);
        Assert.All(expected.Columns.Zip(actual.Columns), pair =>
        {
            Assert.Equal((pair.First.Name, pair.First.Role, pair.First.Unit), (pair.Second.Name, pair.Second.Role, pair.Second.Unit));
            Assert.Equal(Bits(pair.First.Values), Bits(pair.Second.Values));
        });
    }

    private static Array Bits(Array values) => values is double[] numbers
        ? Array.ConvertAll(numbers, number => double.IsNaN(number) ? long.MinValue + 1 : BitConverter.DoubleToInt64Bits(number))
        : values;
}
