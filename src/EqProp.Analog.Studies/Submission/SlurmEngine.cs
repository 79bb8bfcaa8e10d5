using static EqProp.Analog.Studies.Submission.TaskScript;

namespace EqProp.Analog.Studies.Submission;

/// <summary>Slurm: job arrays, submitted with sbatch.</summary>
internal sealed class SlurmEngine : ISubmissionEngine
{
    private const string ArrayScript = "slurm-array.sh";
    private const string MergeScript = "slurm-merge.sh";

    /// <inheritdoc/>
    public string Name => SlurmSubmission.Engine;

    /// <inheritdoc/>
    public string Description => "job arrays, submitted at once";

    /// <inheritdoc/>
    public int UsualArrayLimit => 1001;

    /// <inheritdoc/>
    public string SubmitScript => "slurm-submit.sh";

    /// <inheritdoc/>
    public IReadOnlyList<SubmissionScript> Write(SubmissionRequest request) =>
    [
        new(ArrayScript, Array(request)),
        new(MergeScript, WriteMerge(request, [
            .. Directives(request, request.Resources with { CpusPerTask = 1 }, "-merge"),
            "#SBATCH --output=log/merge-%j.txt"])),
        new(SubmitScript, Submit(request)),
    ];

    private static string Array(SubmissionRequest request) => new TaskScript
    {
        Directives =
        [
            .. Directives(request, request.Resources, ""), "#SBATCH --output=log/%A_%a.txt", "#SBATCH --open-mode=append", "#SBATCH --requeue",
            "#SBATCH --signal=B:TERM@60",
        ],
        Shard = "shard=$((${1:-0} + SLURM_ARRAY_TASK_ID))",
        Ending =
            $$"""

            # What was stopped or killed goes back into the queue, {{Number(request.Resources.Requeues)}} times at most; what was cancelled does not run any more by now.
            if { {{MayRunAgain}}; } && [ "${SLURM_RESTART_COUNT:-0}" -lt {{Number(request.Resources.Requeues)}} ] &&
                [ "$(squeue --noheader --jobs="$SLURM_JOB_ID" --format=%T)" = RUNNING ]; then
                scontrol requeue "$SLURM_JOB_ID"
            fi
            """,
    }.Write(request);

    // An array's tasks are numbered as its shards are, less a multiple of the largest array.
    private string Submit(SubmissionRequest request)
    {
        int limit = request.ArrayLimit ?? UsualArrayLimit;
        string throttle = request.Resources.Throttle is { } most ? $"%{Number(most)}" : "";
        return new SubmitScript
        {
            Functions =
                """
                # Prints the number of the job without the name of its cluster.
                submit() {
                    local answer
                    answer=$(sbatch --parsable "$@") || return
                    echo "${answer%%;*}"
                }
                """,
            Arrays = request.Shards.GroupBy(shard => shard / limit * limit).Select(block =>
                $"submit --array={ShardRanges.Text([.. block.Select(shard => shard - block.Key)])}{throttle} {ArrayScript} {Number(block.Key)}"),
            After = Submission.SubmitScript.Joined(':'),
            Merge = $"submit --dependency=afterany:\"$after\" {MergeScript}",
        }.Write(request);
    }

    private static List<string> Directives(SubmissionRequest request, TaskResources resources, string ending)
    {
        List<string> lines = [$"#SBATCH --job-name={JobName.Of(request.Study)}{ending}", "#SBATCH --ntasks=1", $"#SBATCH --cpus-per-task={Number(resources.CpusPerTask)}"];
        if (resources.MemoryMebibytes is { } memory)
        {
            lines.Add($"#SBATCH --mem={Number(memory)}M");
        }

        if (resources.Time is { } time)
        {
            lines.Add($"#SBATCH --time={Clock(time)}");
        }

        if (resources.Partition is { } partition)
        {
            lines.Add($"#SBATCH --partition={partition}");
        }

        lines.AddRange(resources.Directives.Select(directive => $"#SBATCH {directive}"));
        return lines;
    }
}
