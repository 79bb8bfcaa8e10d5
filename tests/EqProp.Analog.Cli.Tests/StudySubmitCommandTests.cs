using System.Text.Json.Nodes;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Cli.Tests;

/// <summary>The command study submit where there is no cluster.</summary>
public sealed class StudySubmitCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public StudySubmitCommandTests()
    {
        string description = _folder.Write("study.json", """
            {
              "schemaVersion": 1, "name": "three epochs", "circuit": "xor", "set": ["learning.epochs=3"],
              "axes": [{ "name": "beta", "path": "learning.beta", "values": [0.2, 0.4, 0.6] }]
            }
            """);
        CommandResult result = InProcess.Run("study", "plan", description, "--out", Study, "--shards", "3", "--quiet");
        Assert.Equal((ExitCode.Done, ""), (result.ExitCode, result.Error));
    }

    private string Study => _folder.File("a study");

    private string Scripts => Path.Combine(Study, "submit");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Local_runs_what_is_missing_and_merges()
    {
        CommandResult result = Submit("--engine", "local");
        Assert.Equal((ExitCode.Done, true), (result.ExitCode, File.Exists(Path.Combine(Study, "table.csv"))));
        Assert.Equal(65, Submit("--engine", "local", "--dry-run").ExitCode);
    }

    [Fact]
    public void Scripts_run_only_what_is_missing_with_what_was_asked_for()
    {
        Assert.Equal(ExitCode.Done, InProcess.Run("study", "run-shard", Study, "1", "--quiet").ExitCode);
        CommandResult result = Submit(
            "--engine", "pbs", "--time", "90min", "--memory", "2G", "--cpus-per-task", "3", "--queue", "short", "--throttle", "7", "--requeues", "2", "--directive=-A chips",
            "--setup", "module load dotnet", "--data", "sets");

        Assert.Equal($"bash '{Scripts}/pbs-submit.sh'", result.Out.Trim());
        Assert.Contains("scripts for shards 0,2 are written", result.Error, StringComparison.Ordinal);
        string array = File.ReadAllText(Path.Combine(Scripts, "pbs-array.sh"));
        foreach (string line in (string[])[
            "#PBS -l select=1:ncpus=3:mem=2048mb", "#PBS -l walltime=1:30:00", "#PBS -q short", "#PBS -A chips", "module load dotnet",
            $"export EQPROP_DATA_DIR={RepositoryRoot.Combine("sets")}", "shards=(0 2)"])
        {
            Assert.Contains(line + "\n", array, StringComparison.Ordinal);
        }

        Assert.Contains($"/opt/eqprop study run-shard '{Study}' \"$shard\" --threads 3 &\n", array, StringComparison.Ordinal);
        Assert.Contains("qsub -J 0-1%7 ", File.ReadAllText(Path.Combine(Scripts, "pbs-submit.sh")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("slurm")]
    [InlineData("lsf")]
    [InlineData("sge")]
    [InlineData("pbs")]
    [InlineData("kubernetes")]
    public void Every_engine_writes_scripts_or_prints_them(string engine)
    {
        string[] container = ["--image", "eqprop:1", "--claim", "studies", "--mount", _folder.Path];
        CommandResult printed = Submit(["--engine", engine, "--dry-run", .. container]);
        Assert.Equal((ExitCode.Done, false), (printed.ExitCode, Directory.Exists(Scripts)));

        CommandResult written = Submit(["--engine", engine, "--write-only", "--json", .. container]);
        Assert.Equal(ExitCode.Done, written.ExitCode);
        JsonNode answer = JsonNode.Parse(written.Out)!;
        Assert.Equal((engine, "0-2"), (answer["engine"]!.GetValue<string>(), answer["shards"]!.GetValue<string>()));
        string all = string.Concat(
            printed.Out.Split("==== ", StringSplitOptions.RemoveEmptyEntries).Select(part => File.ReadAllText(Path.Combine(Scripts, part.Split('\n')[0]))));
        Assert.Equal(string.Concat(printed.Out.Split('\n').Where(line => !line.StartsWith("==== ", StringComparison.Ordinal))), all.Replace("\n", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("engine.unknown", 65, "slurm'?", "--engine", "slrum")]
    [InlineData("scheduler.missing", 69, "--write-only", "--engine", "slurm")]
    [InlineData("kubernetes.container", 65, "--image", "--engine", "kubernetes")]
    [InlineData("kubernetes.container", 65, "all three", "--engine", "kubernetes", "--image", "eqprop:1")]
    [InlineData("submit.line", 65, "by itself", "--engine", "slurm", "--directive", "a\nb")]
    public void What_cannot_be_is_told_with_its_remedy(string code, int exit, string remedy, params string[] options)
    {
        CommandResult result = Submit(options);
        Assert.Equal((exit, ""), (result.ExitCode, result.Out));
        Assert.StartsWith($"error {code}: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(remedy, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--time", "soon")]
    [InlineData("--time", "0:00:00")]
    [InlineData("--memory", "4")]
    [InlineData("--throttle", "0")]
    public void An_option_that_makes_no_sense_is_misuse(string option, string value) =>
        Assert.Equal(ExitCode.Usage, Submit("--engine", "slurm", option, value).ExitCode);

    [Theory]
    [InlineData("2h", "2:00:00")]
    [InlineData("1d", "24:00:00")]
    [InlineData("2-01:30:05", "49:30:05")]
    [InlineData("0:20:00", "0:20:00")]
    public void Times_are_read_as_schedulers_and_people_write_them(string time, string expected) =>
        Assert.Contains($"#SBATCH --time={expected}\n", Submit("--engine", "slurm", "--dry-run", "--time", time).Out, StringComparison.Ordinal);

    private CommandResult Submit(params string[] options) => InProcess.Run(host => host with { Program = ["/opt/eqprop"] }, ["study", "submit", Study, .. options]);
}
