using System.Text.RegularExpressions;
using EqProp.Analog.Studies.Tables;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Cli.Tests;

/// <summary>Tests that change the current folder, which the whole process shares, run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public class CurrentFolderTests
{
    public const string Name = "current folder";
}

/// <summary>What the README says is so.</summary>
[Collection(CurrentFolderTests.Name)]
public partial class ReadmeTests
{
    private static string Readme => File.ReadAllText(RepositoryRoot.Combine("README.md"));

    [Theory]
    [InlineData("ReadmeQuickStart.cs", 0)]
    [InlineData("ReadmeObjective.cs", 1)]
    public void Its_examples_are_those_that_are_compiled(string file, int place)
    {
        string source = File.ReadAllText(RepositoryRoot.Combine("tests", "EqProp.Analog.Cli.Tests", file));
        string[] blocks = [.. MarkedBlock().Matches(source).Select(m => Unindent(m.Groups[1].Value))];
        string shown = Regex.Matches(Readme, "```csharp\n(.*?)```", RegexOptions.Singleline)[place].Groups[1].Value;
        Assert.Equal(string.Join("\n\n", blocks.Select(block => block.Trim())), shown.Trim());
    }

    [Fact]
    public void Its_example_runs_and_learns()
    {
        string before = Environment.CurrentDirectory;
        try
        {
            Environment.CurrentDirectory = RepositoryRoot.Path;
            using var console = new StringWriter();
            ReadmeQuickStart.Run(console);
            Assert.StartsWith("0 % wrong, first synapse ", console.ToString());
        }
        finally
        {
            Environment.CurrentDirectory = before;
        }
    }

    [Fact]
    public void Its_study_runs()
    {
        string before = Environment.CurrentDirectory;
        using var folder = new TemporaryFolder();
        try
        {
            Environment.CurrentDirectory = RepositoryRoot.Path;
            StudyTable table = ReadmeObjective.Run(folder.Path);
            Assert.Equal(3 * 256, table.Rows);
            Assert.All((double[])table.Find("largestLeak")!.Values, leak => Assert.InRange(leak, 1, 1.5));
            Assert.True(File.Exists(folder.File("table.parquet")));
        }
        finally
        {
            Environment.CurrentDirectory = before;
        }
    }

    [Fact]
    public void Every_command_it_shows_exists_and_every_file_it_names_is_there()
    {
        string help = File.ReadAllText(RepositoryRoot.Combine("tests", "EqProp.Analog.Cli.Tests", "Approved", "help.approved.txt"));
        Assert.All(
            Regex.Matches(Readme, @"(?m)^\s*(?:\$ )?eqprop (\w+)").Select(m => m.Groups[1].Value),
            command => Assert.Matches($@"(?m)^\s+{command}\b", help));
        Assert.All(
            Regex.Matches(Readme, @"\]\(([^)#]+)\)|`((?:src|circuits|benchmarks|tests)/[\w./-]+)`").Select(m => m.Groups[1].Value + m.Groups[2].Value),
            path => Assert.True(Path.Exists(RepositoryRoot.Combine(path)), $"{path} is not there."));
    }

    /// <summary>Rows of figures in the README stand in a recorded result, word for word.</summary>
    [Fact]
    public void Every_figure_it_claims_is_recorded()
    {
        string[] recorded =
        [
            .. Directory.GetFiles(RepositoryRoot.Combine("benchmarks", "results"), "*.md", SearchOption.AllDirectories)
                .SelectMany(File.ReadAllLines),
        ];
        string[] blocks = [.. Readme.Split("<!-- recorded -->\n").Skip(1).Select(block => block.Split("<!-- end -->")[0])];
        string[] rows = [.. blocks.SelectMany(block => block.Split('\n')).Where(line => line.StartsWith('|'))];
        Assert.Equal(3, blocks.Length);
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Contains(row, recorded));
    }

    private static string Unindent(string block)
    {
        string[] lines = [.. block.Split('\n').Where(line => !line.TrimStart().StartsWith("// quick", StringComparison.Ordinal))];
        int indent = lines.Where(line => line.Trim().Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Length >= indent ? line[indent..] : line.Trim()));
    }

    [GeneratedRegex(@"// quick start\n(.*?)\n\s*// end", RegexOptions.Singleline)]
    private static partial Regex MarkedBlock();
}
