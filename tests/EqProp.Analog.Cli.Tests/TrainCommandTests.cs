using System.Diagnostics;
using System.Text.Json.Nodes;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Studies.Records;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Cli.Tests;

/// <summary>Training through the command line: exit codes, files, signals.</summary>
public sealed class TrainCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Out => _folder.File("run");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_new_circuit_trains_and_its_run_can_be_compared_and_reported_again()
    {
        string file = _folder.File("mine.json");
        InProcess.Run("new", file, "--preset", "xor");

        CommandResult trained = Train(file, "--json");
        CommandResult compared = InProcess.Run("diff", Out, Out);
        File.Delete(Path.Combine(Out, "report.html"));
        CommandResult reported = InProcess.Run("report", Out);

        Assert.Equal((ExitCode.Done, ""), (trained.ExitCode, trained.ExitCode == 0 ? "" : trained.Error));
        Assert.Equal("mine", (string?)JsonNode.Parse(trained.Out)!["circuitName"]);
        Assert.Contains("test error (%)", compared.Out, StringComparison.Ordinal);
        Assert.Equal(Path.Combine(Out, "report.html"), reported.Out.TrimEnd());
        Assert.True(File.Exists(reported.Out.TrimEnd()));
    }

    [Fact]
    public void A_requirement_that_is_not_met_has_its_exit_code()
    {
        CommandResult result = Train("xor", "--require-accuracy", "100.5");

        Assert.Equal(ExitCode.RequirementFailed, result.ExitCode);
        Assert.True(File.Exists(Path.Combine(Out, "record.json")));
    }

    [Fact]
    public void Rates_that_do_not_fit_the_devices_are_warned_of_even_when_quiet()
    {
        CommandResult result = Train(
            "xor", "--quiet", "--set", "learning.rates=[0.0001]", "--set", """circuit.coupling.device={"kind":"constantStep","step":0.1}""");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Single(result.Error.Split('\n'), line => line.StartsWith("warning: In the first ", StringComparison.Ordinal));
        Assert.Contains("lower circuit.coupling.device.step", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_chip_that_runs_away_is_told_from_bad_input()
    {
        CommandResult result = Train("xor", "--set", "circuit.neurons.activation.kind=linear", "--set", "circuit.coupling.force=currentSumming",
            "--set", "learning.initialization.weightScale=[8]", "--set", "circuit.coupling.weightRange=[-40,40]", "--set", "learning.freePhase.steps=4000");

        Assert.Equal(ExitCode.Diverged, result.ExitCode);
    }

    [Fact]
    public void Output_that_cannot_be_written_is_explained()
    {
        string file = _folder.Write("file", "not a folder");
        CommandResult inside = InProcess.Run("train", "xor", "--out", Path.Combine(file, "run"));
        CommandResult first = Train("xor");
        CommandResult again = Train("xor");

        Assert.Equal((ExitCode.InputOutput, ExitCode.Done, ExitCode.InputOutput), (inside.ExitCode, first.ExitCode, again.ExitCode));
        Assert.StartsWith("error run.exists: ", again.Error[again.Error.IndexOf("error ", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Fact]
    public void Data_that_do_not_fit_the_circuit_are_explained()
    {
        TinyIdx.WriteAll(_folder.Path, train: 6, test: 3);

        CommandResult missing = InProcess.Run("train", "mnist-leaky-500", "--out", Out, "--data", _folder.File("nowhere"));
        CommandResult tooSmall = InProcess.Run(
            "train", "mnist-leaky-500", "--out", Out, "--data", _folder.Path, "--set", "learning.dataset.validationExamples=1");

        Assert.Equal(ExitCode.InputOutput, missing.ExitCode);
        Assert.Contains("error dataset.missing: ", missing.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, tooSmall.ExitCode);
    }

    [UnixTheory]
    [InlineData("INT", ExitCode.Interrupted)]
    [InlineData("TERM", ExitCode.Terminated)]
    public void A_signal_stops_a_run_after_a_checkpoint_and_the_run_can_go_on(string signal, int code)
    {
        ProcessStartInfo start = new(
            RealProcess.Program, ["train", "digits-leaky", "--out", Out, "--threads", "1", "--set", "learning.epochs=1000"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        while (process.StandardError.ReadLine() is { } line && !line.StartsWith("training:", StringComparison.Ordinal))
        {
        }

        RealProcess.Start("kill", _folder.Path, $"-{signal}", $"{process.Id}");
        string rest = process.StandardError.ReadToEnd();
        process.WaitForExit();

        Assert.Equal(code, process.ExitCode);
        Assert.Contains("go on with: eqprop train --resume", rest, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Out, RunFolder.CheckpointFileName)));
        Assert.Equal(RunStatus.Interrupted, RunFolder.Open(Out).ReadRecord().Status);
        Assert.NotNull(output.Result);
    }

    private CommandResult Train(string circuit, params string[] options) =>
        InProcess.Run(["train", circuit, "--out", Out, "--set", "learning.epochs=2", "--threads", "1", .. options]);
}
