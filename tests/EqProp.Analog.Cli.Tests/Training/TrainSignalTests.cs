using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Studies.Records;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Cli.Tests.Training;

/// <summary>Runs of the built program that end before their time, and go on.</summary>
public sealed class TrainSignalTests(TrainSignalTests.WholeRun whole) : IClassFixture<TrainSignalTests.WholeRun>, IDisposable
{
    /// <summary>Enough that a run takes seconds, for a signal to arrive within.</summary>
    private const int Epochs = 600;

    private readonly TemporaryFolder _folder = new();

    private string Run => _folder.File("run");

    public void Dispose() => _folder.Dispose();

    [UnixTheory]
    [InlineData("INT", ExitCode.Interrupted)]
    [InlineData("TERM", ExitCode.Terminated)]
    public void A_signal_ends_a_run_after_a_checkpoint_and_it_goes_on_to_the_same_bits(string signal, int code)
    {
        using RunningProgram program = new(SmallRun.Arguments(Run, Epochs));
        program.WaitForLine(line => line.StartsWith("epoch 2/", StringComparison.Ordinal));
        program.Signal(signal);
        CommandResult stopped = program.Finish();

        Assert.Equal((code, ""), (stopped.ExitCode, stopped.Out.Contains("accuracy", StringComparison.Ordinal) ? stopped.Out : ""));
        Assert.Contains($"eqprop train --resume {Run}", stopped.Error, StringComparison.Ordinal);
        RunRecord record = RunFolder.Open(Run).ReadRecord();
        Assert.Equal(RunStatus.Interrupted, record.Status);
        Assert.InRange(record.Epochs!.Count, 2, Epochs - 1);
        AssertResumes();
    }

    [UnixFact]
    public void A_killed_run_goes_on_from_its_last_checkpoint_to_the_same_bits()
    {
        string checkpoint = Path.Combine(Run, RunFolder.CheckpointFileName);
        using RunningProgram program = new([.. SmallRun.Arguments(Run, Epochs), "--checkpoint-seconds", "1"]);
        program.WaitForLine(_ => File.Exists(checkpoint));
        program.Signal("KILL");
        program.Finish();

        Assert.Equal(RunStatus.Running, RunFolder.Open(Run).ReadRecord().Status);
        AssertResumes();
    }

    private void AssertResumes()
    {
        CommandResult resumed = RealProcess.Run("train", "--resume", Run, "--quiet");

        Assert.Equal((ExitCode.Done, ""), (resumed.ExitCode, resumed.Error));
        Assert.Equal(whole.Outcome, SmallRun.Outcome(Run));
    }

    /// <summary>The same run, never stopped.</summary>
    public sealed class WholeRun
    {
        public WholeRun()
        {
            using TemporaryFolder folder = new();
            CommandResult result = RealProcess.Run([.. SmallRun.Arguments(folder.File("run"), Epochs), "--quiet"]);
            Assert.Equal((ExitCode.Done, ""), (result.ExitCode, result.Error));
            Outcome = SmallRun.Outcome(folder.File("run"));
        }

        public string Outcome { get; }
    }
}
