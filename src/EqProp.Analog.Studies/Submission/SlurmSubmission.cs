using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Records;

namespace EqProp.Analog.Studies.Submission;

/// <summary>Hands the shards of a study to the Slurm of this machine.</summary>
public static class SlurmSubmission
{
    /// <summary>Name of the engine whose scripts are submitted at once.</summary>
    public const string Engine = "slurm";

    /// <summary>The record of what was handed over, in the folder of scripts.</summary>
    public const string JobsFile = "jobs.json";

    private const int MostLines = 4;

    /// <summary>Writes the scripts to the folder of the study and submits them.</summary>
    /// <param name="request">What is to run. Its array limit is asked of the cluster where it has none.</param>
    /// <param name="variable">Reads an environment variable.</param>
    /// <param name="stop">Stops waiting for the scheduler.</param>
    /// <returns>The jobs.</returns>
    /// <exception cref="InputException">Slurm is not there, does not answer, or refuses.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static SubmittedJobs Submit(SubmissionRequest request, Func<string, string?> variable, CancellationToken stop)
    {
        SchedulerProgram.Find("sbatch", variable);
        SlurmLimits limits = Ask(SchedulerProgram.Find("scontrol", variable), stop);
        if (limits.Jobs < request.Shards.Count)
        {
            throw new InputException(
                "slurm.jobs", request.Folder, $"{request.Shards.Count} shards are missing, and this cluster takes {limits.Jobs} jobs at most.",
                "Plan the study with fewer shards: each should take minutes.");
        }

        SlurmEngine engine = new();
        SubmissionFolder.Write(request.Folder, engine.Write(request with { ArrayLimit = request.ArrayLimit ?? limits.ArraySize }));
        string script = Path.Combine(SubmissionFolder.Of(request.Folder), engine.SubmitScript);
        SchedulerExit exit = SchedulerProgram.Find("bash", variable).Run([script], stop);
        string[] arrays = [.. Jobs(exit, SubmitScript.ArrayWord)];
        if (exit.Code != 0 || Jobs(exit, SubmitScript.MergeWord).SingleOrDefault() is not { } merge)
        {
            throw Refused("sbatch", exit, arrays);
        }

        SubmittedJobs jobs = new()
        {
            Engine = Engine,
            SubmittedUtc = DateTime.UtcNow,
            Shards = ShardRanges.Text(request.Shards),
            Arrays = arrays,
            Merge = merge,
        };
        AtomicFile.WriteText(Path.Combine(SubmissionFolder.Of(request.Folder), JobsFile), jobs.ToJson() + "\n");
        return jobs;
    }

    /// <summary>Jobs of the last submission of a study that are still in the queue; none where Slurm does not know them any more.</summary>
    /// <param name="study">The folder of the study.</param>
    /// <param name="variable">Reads an environment variable.</param>
    /// <param name="stop">Stops waiting for the scheduler.</param>
    /// <returns>Numbers of arrays.</returns>
    /// <exception cref="InputException">Slurm is not there or does not answer, or the record cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static IReadOnlyList<string> StillQueued(string study, Func<string, string?> variable, CancellationToken stop)
    {
        string path = Path.Combine(SubmissionFolder.Of(study), JobsFile);
        if (!File.Exists(path))
        {
            return [];
        }

        string[] arrays = [.. Read(path).Arrays];
        SchedulerProgram squeue = SchedulerProgram.Find("squeue", variable);
        return [.. arrays.Where(array => squeue.Run(["--noheader", $"--jobs={array}"], stop) is { Code: 0 } exit && !string.IsNullOrWhiteSpace(exit.Output))];
    }

    private static SubmittedJobs Read(string path)
    {
        try
        {
            return RecordJson.Parse<SubmittedJobs>(File.ReadAllText(path), path, "record of jobs", SubmittedJobs.CurrentVersion);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw FileFailure.Reading(path, e);
        }
    }

    private static SlurmLimits Ask(SchedulerProgram scontrol, CancellationToken stop)
    {
        SchedulerExit exit = scontrol.Run(["show", "config"], stop);
        return exit.Code == 0 ? SlurmLimits.Parse(exit.Output) : throw Refused("scontrol", exit, []);
    }

    private static IEnumerable<string> Jobs(SchedulerExit exit, string word) => exit.Output.Split('\n')
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Where(words => words.Length == 2 && words[0] == word)
        .Select(words => words[1]);

    private static InputException Refused(string program, SchedulerExit exit, string[] submitted)
    {
        string[] said = [.. exit.Errors.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct().Take(MostLines)];
        string before = submitted.Length > 0 ? $" These were submitted before: {string.Join(", ", submitted)} (scancel {string.Join(' ', submitted)})." : "";
        return new InputException(
            "slurm.refused", program, $"Slurm (exit code {exit.Code}) says: {(said.Length > 0 ? string.Join(" | ", said) : "nothing")}.{before}",
            "See what the cluster takes with 'sinfo', and change --partition, --time, --memory, --cpus-per-task or a --directive.", FailureKind.Unavailable);
    }
}
