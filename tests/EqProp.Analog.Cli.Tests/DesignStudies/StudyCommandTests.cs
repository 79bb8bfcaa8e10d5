using System.Text.Json.Nodes;
using EqProp.Analog.Cli.Invocation;

namespace EqProp.Analog.Cli.Tests.DesignStudies;

public sealed class StudyCommandTests : IDisposable
{
    private readonly StudyFiles _files = new(dies: 2, epochs: 1);

    public void Dispose() => _files.Dispose();

    [Fact]
    public void A_study_in_shards_has_the_table_of_one_that_was_run_at_once()
    {
        Assert.Equal(ExitCode.Done, Run("study", "run", _files.Study, "--out", _files.At("whole"), "--threads", "1").ExitCode);
        CommandResult planned = Run("study", "plan", _files.Study, "--out", _files.At("parts"), "--shards", "5", "--packet", "1");
        Assert.Equal((ExitCode.Done, "small: 6 points, 24 chips in 24 packets, 5 shards\n"), (planned.ExitCode, planned.Out.ReplaceLineEndings("\n")));
        foreach (int shard in (int[])[3, 0, 4])
        {
            Assert.Equal(ExitCode.Done, Run("study", "run-shard", _files.At("parts"), $"{shard}").ExitCode);
        }

        JsonNode status = JsonNode.Parse(Run("study", "status", _files.At("parts"), "--json").Out)!;
        Assert.Equal(["done", "missing", "missing", "done", "done"], status["shards"]!.AsArray().Select(shard => shard!["state"]!.GetValue<string>()));
        Assert.Equal((14, 24, false), (status["trialsDone"]!.GetValue<int>(), status["trials"]!.GetValue<int>(), status["isDone"]!.GetValue<bool>()));
        Assert.Contains("3 done, 0 stale, 0 running, 2 missing; chips: 14 done", Run("study", "status", _files.At("parts")).Out, StringComparison.Ordinal);

        CommandResult incomplete = Run("study", "merge", _files.At("parts"));
        Assert.Equal(ExitCode.InputOutput, incomplete.ExitCode);
        Assert.Contains("2 of 5 shards are not done: 1, 2.", incomplete.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, Run("study", "resume", _files.At("parts")).ExitCode);
        Assert.Equal(_files.Table("whole"), _files.Table("parts"));

        // Everything that is done stays done.
        CommandResult again = Run("study", "run-shard", _files.At("parts"), "2");
        Assert.Equal((ExitCode.Done, true), (again.ExitCode, again.Error.Contains("done already", StringComparison.Ordinal)));
        Assert.Equal(ExitCode.Done, Run("study", "run", _files.Study, "--out", _files.At("whole")).ExitCode);
    }

    [Fact]
    public void The_task_of_a_batch_system_tells_shard_and_threads()
    {
        Run("study", "plan", _files.Study, "--out", _files.At("parts"), "--shards", "3");
        CommandResult result = InProcess.Run(
            host => host with { Variable = name => name switch { "SLURM_ARRAY_TASK_ID" => "2", "SLURM_CPUS_PER_TASK" => "1", _ => null } },
            "study", "run-shard", _files.At("parts"), "auto");
        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Contains("shard 2 is done", result.Error, StringComparison.Ordinal);
        Assert.Contains("shard.auto", Run("study", "run-shard", _files.At("parts"), "auto").Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("samples.die=3", "samples.die", "Did you mean 'dies'?")]
    [InlineData("axes[0].path=circuit.proces.temperature", "axes[0].path", "Did you mean 'circuit.process.temperature'?")]
    [InlineData("axes[0].to=280 K", "axes[0]", "The ends of the range are the same.")]
    [InlineData("learning.epochs=-1", "learning.epochs", "")]
    [InlineData("measures=[\"acuracyPercent\"]", "", "accuracyPercent")]
    [InlineData("axes[0].to=-5 K", "point 4", "temperature")]
    public void Bad_input_is_told_when_a_study_is_planned(string setting, string place, string remedy)
    {
        CommandResult result = Run("study", "plan", _files.Study, "--out", _files.At("bad"), "--set", setting);
        Assert.Equal(ExitCode.BadInput, result.ExitCode);
        Assert.Contains(place, result.Error, StringComparison.Ordinal);
        Assert.Contains(remedy, result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_files.At("bad")));
    }

    [Fact]
    public void Another_plan_in_the_folder_is_refused_with_both_hashes()
    {
        Run("study", "plan", _files.Study, "--out", _files.At("one"));
        CommandResult other = Run("study", "run", _files.Study, "--out", _files.At("one"), "--set", "samples.dies=3");
        Assert.Equal(ExitCode.BadInput, other.ExitCode);
        Assert.Matches("The folder has the plan [0-9a-f]{64}, and this one is [0-9a-f]{64}", other.Error);
    }

    [Theory]
    [InlineData("7", "shard.range")]
    [InlineData("-7", "shard.number")]
    [InlineData("x", "shard.number")]
    public void A_shard_that_is_not_there_is_told(string shard, string code)
    {
        Run("study", "plan", _files.Study, "--out", _files.At("one"), "--shards", "3");
        CommandResult result = Run("study", "run-shard", _files.At("one"), "--", shard);
        Assert.Equal(ExitCode.BadInput, result.ExitCode);
        Assert.Contains(code, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_of_another_version_is_refused()
    {
        Run("study", "plan", _files.Study, "--out", _files.At("one"));
        StudyVersions.Change(_files.At("one", "plan.json"), "9.9.9");
        CommandResult result = Run("study", "resume", _files.At("one"));
        Assert.Equal(ExitCode.BadInput, result.ExitCode);
        Assert.Contains("plan.version", result.Error, StringComparison.Ordinal);
        Assert.Contains("eqprop 9.9.9", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("status")]
    [InlineData("merge")]
    [InlineData("resume")]
    public void A_folder_without_a_study_is_told(string command)
    {
        CommandResult result = Run("study", command, _files.At("none"));
        Assert.Equal(ExitCode.InputOutput, result.ExitCode);
        Assert.Contains("study.missing", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_is_no_study_is_told_and_schemas_are_printed()
    {
        Assert.Contains("study.unknown", Run("study", "plan", "no-such-study", "--out", _files.At("x")).Error, StringComparison.Ordinal);
        Assert.Contains("EqProp.Analog study", Run("schema", "study").Out, StringComparison.Ordinal);
        Assert.Contains("EqProp.Analog circuit", Run("schema").Out, StringComparison.Ordinal);
    }

    private static CommandResult Run(params string[] arguments) => InProcess.Run(arguments);
}
