using System.Text.Json.Nodes;
using EqProp.Analog.Cli.Invocation;

namespace EqProp.Analog.Cli.Tests.Slurm;

/// <summary>Studies on a real Slurm of two nodes, undisturbed and disturbed: the table is that of a run in one process, byte for byte.</summary>
[Collection(Name)]
public sealed class SlurmStudyTests(SlurmCluster cluster, SlurmStudyTests.LocalRun local) : IClassFixture<SlurmCluster>, IClassFixture<SlurmStudyTests.LocalRun>, IDisposable
{
    /// <summary>Tests that share the processors of this machine with a cluster run one after another.</summary>
    internal const string Name = "Slurm";

    private const double Seconds = 120;

    private readonly Lazy<ClusterStudy> _study = new(() => new ClusterStudy(cluster));

    private ClusterStudy Study => _study.Value;

    public void Dispose()
    {
        if (_study.IsValueCreated)
        {
            Study.Dispose();
        }
    }

    [SlurmFact]
    public void A_study_of_more_shards_than_an_array_holds_runs_and_is_merged()
    {
        JsonNode jobs = JsonNode.Parse(Study.Submit("--json", "--memory", "200M", "--time", "10min", "--partition", "test", "--throttle", "3").Out)!;
        cluster.Finish(Seconds);

        Assert.Equal(2, jobs["arrays"]!.AsArray().Count);
        Assert.Equal("0-5", jobs["shards"]!.GetValue<string>());
        AssertIsLocal();
        CommandResult again = cluster.Run(RealProcess.Program, "study", "submit", Study.Folder, "--engine", "slurm");
        Assert.Equal((ExitCode.Done, ""), (again.ExitCode, again.Out));
        Assert.Contains("nothing is missing", again.Error, StringComparison.Ordinal);
    }

    [SlurmFact]
    public void A_program_that_was_killed_goes_back_into_the_queue_and_loses_no_finished_chip()
    {
        Study.Submit();
        ProcessTable.Kill(Study.WaitForSlowShard());
        Study.WaitForRequeue(Seconds);
        cluster.Finish(Seconds);

        AssertIsLocal();
        Assert.Contains("Killed", Study.Logs(), StringComparison.Ordinal);
    }

    [SlurmFact]
    public void A_task_that_is_told_to_stop_keeps_what_it_has_and_goes_back_into_the_queue()
    {
        Study.Submit();
        string job = ProcessTable.VariableOf(Study.WaitForSlowShard(), "SLURM_JOB_ID");
        Assert.Equal(0, cluster.Run("scancel", "--batch", "--signal=TERM", job).ExitCode);
        Study.WaitForRequeue(Seconds);
        cluster.RestartController();
        cluster.Finish(Seconds);

        AssertIsLocal();
        Assert.Contains("stopped; what is done is kept", Study.Logs(), StringComparison.Ordinal);
    }

    [SlurmFact]
    public void A_task_that_was_cancelled_stays_away_until_what_is_missing_is_submitted_again()
    {
        Study.Submit();
        string job = ProcessTable.VariableOf(Study.WaitForSlowShard(), "SLURM_JOB_ID");
        Assert.Equal(0, cluster.Run("scancel", job).ExitCode);
        cluster.WaitUntilEmpty(Seconds);

        Assert.Equal("", Study.Table);
        Assert.Equal("5", JsonNode.Parse(Study.Submit("--json").Out)!["shards"]!.GetValue<string>());
        cluster.Finish(Seconds);
        AssertIsLocal();
    }

    [SlurmFact]
    public void A_node_that_dies_loses_nothing()
    {
        Study.Submit();
        string node = ProcessTable.VariableOf(Study.WaitForSlowShard(), "SLURMD_NODENAME");
        cluster.KillNode(node);
        Study.WaitForRequeue(Seconds);
        cluster.Finish(Seconds);

        AssertIsLocal();
        cluster.StartNode(node);
    }

    [SlurmFact]
    public void What_is_in_the_queue_from_before_is_told()
    {
        string[] later = ["study", "submit", Study.Folder, "--engine", "slurm", "--quiet", "--directive=--begin=now+1hour"];
        CommandResult first = cluster.Run(RealProcess.Program, later), second = cluster.Run(RealProcess.Program, later);
        cluster.Run("scancel", "--user", Environment.UserName);
        cluster.WaitUntilEmpty(Seconds);
        CommandResult third = cluster.Run(RealProcess.Program, later);
        cluster.Run("scancel", "--user", Environment.UserName);

        Assert.Equal(("", ""), (first.Error, third.Error));
        Assert.StartsWith("warning: of what was submitted before, job ", second.Error, StringComparison.Ordinal);
        cluster.WaitUntilEmpty(Seconds);
    }

    [SlurmFact]
    public void What_the_cluster_refuses_is_told()
    {
        CommandResult result = cluster.Run(RealProcess.Program, "study", "submit", Study.Folder, "--engine", "slurm", "--partition", "nowhere");
        Assert.Equal(ExitCode.Unavailable, result.ExitCode);
        Assert.Contains("error slurm.refused: sbatch", result.Error, StringComparison.Ordinal);
        Assert.Contains("invalid partition specified: nowhere", result.Error, StringComparison.Ordinal);
    }

    private void AssertIsLocal()
    {
        Assert.True(Study.Table.Length > 0, $"{Study.Logs()}\n{cluster.Logs()}");
        Assert.Equal(local.Table, Study.Table);
    }

    /// <summary>The same study in one process.</summary>
    public sealed class LocalRun
    {
        private readonly Lazy<string> _table = new(ClusterStudy.LocalTable);

        public string Table => _table.Value;
    }
}
