using System.Text.Json.Nodes;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Studies.Records;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Cli.Tests.Training;

/// <summary>What the built program writes for other programs.</summary>
public sealed class TrainOutputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Run => _folder.File("run");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Json_is_the_record_and_nothing_else()
    {
        CommandResult result = RealProcess.Run([.. SmallRun.Arguments(Run, epochs: 2), "--json", "--quiet"]);

        Assert.Equal((ExitCode.Done, ""), (result.ExitCode, result.Error));
        JsonNode record = JsonNode.Parse(result.Out)!;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(File.ReadAllText(Path.Combine(Run, RunFolder.RecordFile))), record));
        Assert.Equal(1, (int)record["schemaVersion"]!);
        Assert.Matches("^[0-9a-f]{64}$", (string)record["circuitHash"]!);
        Assert.Equal(1, (int)record["seed"]!);
        JsonArray epochs = record["epochs"]!.AsArray();
        Assert.Equal([1, 2], epochs.Select(epoch => (int)epoch!["epoch"]!));
        Assert.All(epochs, epoch => Assert.InRange((double)epoch!["trainErrorPercent"]!, 0, 100));
        Assert.All(epochs, epoch => Assert.InRange((double)epoch!["seconds"]!, 1e-6, 60));
        JsonNode test = record["test"]!;
        Assert.Equal(100, (double)test["accuracyPercent"]! + (double)test["errorPercent"]!, 1e-9);
        Assert.Equal((double)test["errorPercent"]!, (double)epochs[1]!["testErrorPercent"]!);
        Assert.InRange((double)record["settlingTimeSeconds"]!, 1e-9, 1);
        Assert.True(File.Exists((string)record["reportPath"]!));
    }

    [Fact]
    public void Evaluating_a_run_folder_gives_the_test_record_of_the_run()
    {
        RealProcess.Run([.. SmallRun.Arguments(Run, epochs: 1), "--quiet"]);
        SortedDictionary<string, string> before = SmallRun.Snapshot(Run);

        CommandResult result = RealProcess.Run("evaluate", Run, "--json", "--quiet");

        Assert.Equal((ExitCode.Done, ""), (result.ExitCode, result.Error));
        JsonNode measured = JsonNode.Parse(result.Out)!, trained = JsonNode.Parse(File.ReadAllText(Path.Combine(Run, RunFolder.RecordFile)))!;
        Assert.Equal("evaluate", (string)measured["kind"]!);
        Assert.True(JsonNode.DeepEquals(trained["test"], measured["test"]));
        Assert.Equal((string)trained["circuitHash"]!, (string)measured["circuitHash"]!);
        Assert.Equal(before, SmallRun.Snapshot(Run));
    }

    [Theory]
    [InlineData("--out {0}")]
    [InlineData("-o {0}")]
    [InlineData("--out={0}")]
    [InlineData("-o{0}")]
    public void The_command_that_repeats_a_run_does_not_name_its_folder(string option)
    {
        string[] arguments = [.. SmallRun.Arguments(Run, epochs: 1).Where(argument => argument != "--out" && argument != Run)];

        CommandResult result = InProcess.Run([.. arguments, .. option.Replace("{0}", Run, StringComparison.Ordinal).Split(' '), "--quiet"]);

        Assert.Equal((ExitCode.Done, ""), (result.ExitCode, result.Error));
        string command = RunFolder.Open(Run).ReadRecord().Command;
        Assert.StartsWith("eqprop train digits-leaky --threads 1 --set ", command, StringComparison.Ordinal);
        Assert.EndsWith("learning.epochs=1 --quiet", command, StringComparison.Ordinal);
        Assert.DoesNotContain(Run, command, StringComparison.Ordinal);
    }

    [Fact]
    public void A_measurement_is_written_to_a_folder_and_never_over_another()
    {
        SmallRun.MakeInterrupted(Run, epochs: 1);
        string folder = _folder.File("measured");

        CommandResult written = InProcess.Run("evaluate", Run, "--out", folder, "--json", "--quiet");
        CommandResult again = InProcess.Run("evaluate", Run, "--out", folder, "--quiet");

        Assert.Equal((ExitCode.Done, ""), (written.ExitCode, written.Error));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(written.Out), JsonNode.Parse(File.ReadAllText(Path.Combine(folder, RunFolder.RecordFile)))));
        Assert.Equal(ExitCode.InputOutput, again.ExitCode);
        Assert.StartsWith("error file.exists: ", again.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("100.1", ExitCode.RequirementFailed)]
    [InlineData("0", ExitCode.Done)]
    public void A_required_accuracy_decides_the_exit_code(string percent, int code)
    {
        CommandResult result = RealProcess.Run([.. SmallRun.Arguments(Run, epochs: 1), "--require-accuracy", percent, "--quiet"]);

        Assert.Equal(code, result.ExitCode);
        Assert.Equal(code != ExitCode.Done, result.Error.Contains("below the one required", StringComparison.Ordinal));
        Assert.True(File.Exists(Path.Combine(Run, RunFolder.RecordFile)));
    }

    [Fact]
    public void A_run_on_a_CSV_file_can_be_measured_and_resumed_from_its_folder()
    {
        _folder.Write("points.csv", string.Join('\n', Enumerable.Range(0, 40).Select(i => $"{i % 7},{i % 5},{i % 2}")) + "\n");
        string preset = RepositoryRoot.Combine("circuits", "presets", "xor.json").Replace('\\', '/');
        string circuit = _folder.Write(
            "mine.json",
            $$"""{ "extends": "{{preset}}", "learning": { "dataset": { "name": "csv", "path": "points.csv" }, "epochs": 2 } }""");

        CommandResult trained = RealProcess.Run("train", circuit, "--out", Run, "--quiet");
        CommandResult measured = RealProcess.Run("evaluate", Run, "--quiet");
        CommandResult resumed = RealProcess.Run("train", "--resume", Run, "--quiet");

        Assert.Equal((ExitCode.Done, ""), (trained.ExitCode, trained.Error));
        Assert.Equal((ExitCode.Done, ""), (measured.ExitCode, measured.Error));
        Assert.Equal((ExitCode.Done, ""), (resumed.ExitCode, resumed.Error));
    }
}
