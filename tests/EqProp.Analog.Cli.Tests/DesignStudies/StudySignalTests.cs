using System.Diagnostics;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Cli.Tests.Training;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Cli.Tests.DesignStudies;

/// <summary>Studies of the built program that end before their time, and go on.</summary>
public sealed class StudySignalTests : IDisposable
{
    private const int Kills = 20;
    private readonly StudyFiles _files = new(dies: 24, epochs: 30);

    public void Dispose() => _files.Dispose();

    // Twenty kills at random moments; each run takes up what those before it had finished. A study that is done before it is killed makes room for the next.
    [UnixFact]
    public void A_study_that_is_killed_again_and_again_has_the_same_table_and_loses_nothing_finished()
    {
        string[] command = ["study", "run", _files.Study, "--packet", "2", "--threads", "2", "--quiet", "--out"];
        Stopwatch whole = Stopwatch.StartNew();
        Assert.Equal(ExitCode.Done, RealProcess.Run([.. command, _files.At("whole")]).ExitCode);
        TimeSpan time = whole.Elapsed;
        Random moments = new(12345);
        Dictionary<string, byte[]> kept = [];
        int kills = 0;
        for (int study = 0; kills < Kills; study++)
        {
            kept.Clear();
            bool isDone = false;
            while (!isDone)
            {
                using RunningProgram program = new([.. command, _files.At($"killed-{study}")]);
                program.WaitAtMost(time * moments.NextDouble());
                program.Signal("KILL");
                isDone = program.Finish().ExitCode == ExitCode.Done;
                kills += isDone ? 0 : 1;
                AssertNothingIsLost(_files.At($"killed-{study}", "shards"), kept);
            }

            Assert.Equal(_files.Table("whole"), _files.Table($"killed-{study}"));
            Assert.Equal(["00000.result"], Directory.GetFiles(_files.At($"killed-{study}", "shards")).Select(Path.GetFileName));
        }
    }

    [UnixTheory]
    [InlineData("TERM", ExitCode.Requeue)]
    [InlineData("INT", ExitCode.Interrupted)]
    public void A_signal_stops_a_shard_that_then_goes_on(string signal, int code)
    {
        RealProcess.Run("study", "plan", _files.Study, "--packet", "2", "--out", _files.At("stopped"), "--set", "learning.epochs=400");
        using RunningProgram program = new("study", "run-shard", _files.At("stopped"), "0", "--threads", "1");
        program.WaitForLine(_ => Directory.GetFiles(_files.At("stopped", "shards"), "*.journal").Length > 0);
        CommandResult second = RealProcess.Run("study", "run-shard", _files.At("stopped"), "0");
        program.Signal(signal);
        CommandResult stopped = program.Finish();

        Assert.Equal((ExitCode.InputOutput, true), (second.ExitCode, second.Error.Contains("shard.busy", StringComparison.Ordinal)));
        Assert.Equal(code, stopped.ExitCode);
        Assert.Contains("run the same command again", stopped.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.GetFiles(_files.At("stopped", "shards")), file => file.EndsWith(".claim", StringComparison.Ordinal));
    }

    // The packets of every journal are in what follows: the same journal, or the results.
    private static void AssertNothingIsLost(string shards, Dictionary<string, byte[]> kept)
    {
        if (!Directory.Exists(shards))
        {
            return;
        }

        string result = Path.Combine(shards, "00000.result");
        byte[] results = File.Exists(result) ? File.ReadAllBytes(result) : [];
        foreach ((string file, byte[] lines) in kept)
        {
            byte[] now = File.Exists(file) ? File.ReadAllBytes(file) : results;
            Assert.All(Lines(lines), line => Assert.True(now.AsSpan().IndexOf(line) >= 0, $"A packet of {file} is lost."));
        }

        foreach (string file in Directory.GetFiles(shards, "*.journal"))
        {
            kept[file] = File.ReadAllBytes(file);
        }
    }

    private static IEnumerable<byte[]> Lines(byte[] text)
    {
        int from = 0;
        while (Array.IndexOf(text, (byte)'\n', from) is var end and >= 0)
        {
            yield return text[from..(end + 1)];
            from = end + 1;
        }
    }
}
