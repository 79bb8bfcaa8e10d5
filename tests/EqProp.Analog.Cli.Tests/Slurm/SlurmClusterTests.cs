using EqProp.Analog.TestKit;

namespace EqProp.Analog.Cli.Tests.Slurm;

/// <summary>The cluster of the tests itself.</summary>
[Collection(SlurmStudyTests.Name)]
public class SlurmClusterTests
{
    [SlurmFact]
    public void It_runs_tasks_on_both_nodes_and_leaves_nothing_behind()
    {
        using TemporaryFolder folder = new();
        int[] left;
        using (SlurmCluster cluster = new())
        {
            string script = folder.Write("job.sh", $"#!/bin/bash\n#SBATCH --output=/dev/null\necho $SLURMD_NODENAME >{folder.Path}/$SLURM_ARRAY_TASK_ID\nsleep 1\n");
            CommandResult result = cluster.Run("sbatch", "--parsable", "--array=0-3", script);
            Assert.Equal((0, ""), (result.ExitCode, result.Error));
            cluster.WaitUntilEmpty(30);
            left = cluster.ProcessesOn();
        }

        Assert.True(left.Length >= 3, "The daemons are not seen.");
        Assert.Equal(SlurmCluster.Nodes, Enumerable.Range(0, 4).Select(task => File.ReadAllText(folder.File($"{task}")).Trim()).Distinct().Order(StringComparer.Ordinal));
        Assert.All(left, process => Assert.Equal("", ProcessTable.NameOf(process)));
    }
}
