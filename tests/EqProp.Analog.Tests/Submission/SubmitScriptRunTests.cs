using System.Diagnostics;
using EqProp.Analog.Studies.Submission;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Submission;

/// <summary>The scripts that submit, run by bash with programs in place of a scheduler's that tell what they were asked.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class SubmitScriptRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [UnixFact]
    public void Slurm_gets_arrays_of_shard_numbers_and_a_merge_after_all_of_them() => Assert.Equal(
        (
            """
            --parsable --array=1-3%2 slurm-array.sh 0 first=
            --parsable --array=1%2 slurm-array.sh 4 first=
            --parsable --array=1-2%2 slurm-array.sh 8 first=
            --parsable --array=0%2 slurm-array.sh 12 first=
            --parsable --dependency=afterany:1:2:3:4 slurm-merge.sh first=

            """,
            "array 1\narray 2\narray 3\narray 4\nmerge 5\n"),
        Submit("slurm", "sbatch", "$n;the cluster"));

    [UnixFact]
    public void Lsf_gets_arrays_that_know_their_first_task() => Assert.Equal(
        (
            """
            -J eqprop-yield-130-nm-second[1-4]%2 first=0
            -J eqprop-yield-130-nm-second[1-3]%2 first=4
            -w ended(1) && ended(2) first=

            """,
            "array 1\narray 2\nmerge 3\n"),
        Submit("lsf", "bsub", "Job <$n> is submitted to queue <short>."));

    [UnixFact]
    public void Grid_engine_gets_arrays_that_know_their_first_task() => Assert.Equal(
        (
            """
            -terse -t 1-4 -tc 2 -v EQPROP_FIRST=0 sge-array.sh first=
            -terse -t 1-3 -tc 2 -v EQPROP_FIRST=4 sge-array.sh first=
            -terse -hold_jid 1,2 sge-merge.sh first=

            """,
            "array 1\narray 2\nmerge 3\n"),
        Submit("sge", "qsub", "$n.1-4:1"));

    [UnixFact]
    public void Pbs_gets_arrays_that_know_their_first_task() => Assert.Equal(
        (
            """
            -J 0-3%2 -v EQPROP_FIRST=0 pbs-array.sh first=
            -J 0-2%2 -v EQPROP_FIRST=4 pbs-array.sh first=
            -W depend=afterany:1[].server:2[].server pbs-merge.sh first=

            """,
            "array 1[].server\narray 2[].server\nmerge 3[].server\n"),
        Submit("pbs", "qsub", "$n[].server"));

    /// <summary>Runs the script of a request with all extras.</summary>
    /// <returns>What the scheduler was asked, and what the script said.</returns>
    private (string Asked, string Said) Submit(string name, string program, string answer)
    {
        ISubmissionEngine engine = SubmissionEngineCatalog.Find(name)!;
        SubmissionRequest request = Requests.Full with { Folder = _folder.File("a study") };
        SubmissionFolder.Write(request.Folder, engine.Write(request));
        string count = _folder.File("count"), asked = _folder.File("asked");
        string fake = _folder.Write(program, $"""
            #!/bin/bash
            echo >>{count}
            n=$(wc -l <{count})
            echo "$* first=$EQPROP_FIRST" >>{asked}
            echo "{answer}"
            """);
        File.SetUnixFileMode(fake, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        ProcessStartInfo start = new("bash", [Path.Combine(SubmissionFolder.Of(request.Folder), engine.SubmitScript)]) { RedirectStandardOutput = true };
        start.Environment["PATH"] = $"{_folder.Path}:{Environment.GetEnvironmentVariable("PATH")}";
        using Process process = Process.Start(start)!;
        string said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (File.ReadAllText(asked), said);
    }
}
