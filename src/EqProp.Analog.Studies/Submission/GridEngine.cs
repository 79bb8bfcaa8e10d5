using static EqProp.Analog.Studies.Submission.TaskScript;

namespace EqProp.Analog.Studies.Submission;

/// <summary>Sun, Univa and Altair Grid Engine: job arrays for qsub.</summary>
internal sealed class GridEngine : ISubmissionEngine
{
    /// <summary>The exit code with which a task goes back into the queue.</summary>
    private const int Reschedule = 99;

    private const string ArrayScript = "sge-array.sh";
    private const string MergeScript = "sge-merge.sh";

    /// <inheritdoc/>
    public string Name => "sge";

    /// <inheritdoc/>
    public string Description => "scripts for qsub of Sun, Univa or Altair Grid Engine";

    /// <inheritdoc/>
    public int UsualArrayLimit => 75_000;

    /// <inheritdoc/>
    public string SubmitScript => "sge-submit.sh";

    /// <inheritdoc/>
    public IReadOnlyList<SubmissionScript> Write(SubmissionRequest request) =>
    [
        new(ArrayScript, Array(request)),
        new(MergeScript, WriteMerge(request, [
            .. Directives(request, request.Resources with { CpusPerTask = 1 }, "-merge"), "#$ -o log/merge-$JOB_ID.txt"])),
        new(SubmitScript, Submit(request)),
    ];

    private static string Array(SubmissionRequest request) => new TaskScript
    {
        // -notify: USR2 before a task is killed.
        Directives = [.. Directives(request, request.Resources, ""), "#$ -o log/$JOB_ID.$TASK_ID.txt", "#$ -r y", "#$ -notify"],
        Signals = "TERM USR2",
        Shard = Join("trap '' USR1 # Sent before a suspension.", ShardAt(request, "SGE_TASK_ID - 1")),
        Ending = Join(
            CountAttempts(request, "JOB_ID"),
            $"""
            [ -z "$again" ] || code={Number(Reschedule)}
            """),
    }.Write(request);

    private string Submit(SubmissionRequest request)
    {
        string throttle = request.Resources.Throttle is { } most ? $"-tc {Number(most)} " : "";
        return new SubmitScript
        {
            Functions =
                """
                # Prints the number of the job alone.
                submit() {
                    local answer
                    answer=$(qsub -terse "$@") || return
                    echo "${answer%%.*}"
                }
                """,
            Arrays = ArraySlice.Of(request, UsualArrayLimit).Select(slice =>
                $"submit -t 1-{Number(slice.Count)} {throttle}-v EQPROP_FIRST={Number(slice.First)} {ArrayScript}"),
            After = Submission.SubmitScript.Joined(','),
            Merge = $"submit -hold_jid \"$after\" {MergeScript}",
        }.Write(request);
    }

    private static List<string> Directives(SubmissionRequest request, TaskResources resources, string ending)
    {
        List<string> lines = [$"#$ -N {JobName.Of(request.Study)}{ending}", "#$ -S /bin/bash", "#$ -cwd", "#$ -j y"];
        if (resources.CpusPerTask > 1)
        {
            lines.Add($"#$ -pe smp {Number(resources.CpusPerTask)}");
        }

        // Not h_vmem: that limits addresses, of which .NET reserves far more than it uses.
        if (resources.MemoryMebibytes is { } memory)
        {
            lines.Add($"#$ -l mem_free={Number(memory)}M");
        }

        if (resources.Time is { } time)
        {
            lines.Add($"#$ -l h_rt={Clock(time)}");
        }

        if (resources.Partition is { } queue)
        {
            lines.Add($"#$ -q {queue}");
        }

        lines.AddRange(resources.Directives.Select(directive => $"#$ {directive}"));
        return lines;
    }
}
