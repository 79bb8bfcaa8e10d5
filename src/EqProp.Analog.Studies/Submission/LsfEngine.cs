using static EqProp.Analog.Studies.Submission.TaskScript;

namespace EqProp.Analog.Studies.Submission;

/// <summary>IBM Spectrum LSF: job arrays for bsub.</summary>
internal sealed class LsfEngine : ISubmissionEngine
{
    private const string ArrayScript = "lsf-array.sh";
    private const string MergeScript = "lsf-merge.sh";

    /// <inheritdoc/>
    public string Name => "lsf";

    /// <inheritdoc/>
    public string Description => "scripts for bsub of IBM Spectrum LSF";

    /// <inheritdoc/>
    public int UsualArrayLimit => 1000;

    /// <inheritdoc/>
    public string SubmitScript => "lsf-submit.sh";

    /// <inheritdoc/>
    public IReadOnlyList<SubmissionScript> Write(SubmissionRequest request) =>
    [
        new(ArrayScript, Array(request)),
        new(MergeScript, WriteMerge(request, [
            $"#BSUB -J {JobName.Of(request.Study)}-merge", .. Directives(request.Resources with { CpusPerTask = 1 }), "#BSUB -o log/merge-%J.txt"])),
        new(SubmitScript, Submit(request)),
    ];

    private static string Array(SubmissionRequest request) => new TaskScript
    {
        // -r: again when its host dies; -Q: again when it ends with this code; -wa, -wt: a signal a minute before the limit of time.
        Directives =
        [
            .. Directives(request.Resources), "#BSUB -o log/%J_%I.txt", "#BSUB -r", $"#BSUB -Q \"{Number(RunAgain)}\"",
            .. request.Resources.Time is null ? (string[])[] : ["#BSUB -wa TERM", "#BSUB -wt 1"],
        ],
        Signals = "TERM INT USR2",
        Shard = ShardAt(request, "LSB_JOBINDEX - 1"),
        Ending = Join(
            CountAttempts(request, "LSB_JOBID"),
            $"""
            if [ -n "$again" ]; then
                code={Number(RunAgain)}
            elif [ "$code" -eq {Number(RunAgain)} ]; then
                code=1
            fi
            """),
    }.Write(request);

    private string Submit(SubmissionRequest request)
    {
        string throttle = request.Resources.Throttle is { } most ? $"%{Number(most)}" : "";
        return new SubmitScript
        {
            Functions =
                """
                # Prints the number of the job alone.
                submit() {
                    bsub "$@" | sed -n 's/^Job <\([0-9]*\)>.*/\1/p'
                }
                """,
            Arrays = ArraySlice.Of(request, UsualArrayLimit).Select(slice =>
                $"EQPROP_FIRST={Number(slice.First)} submit -J \"{JobName.Of(request.Study)}[1-{Number(slice.Count)}]{throttle}\" <{ArrayScript}"),
            After = "printf ' && ended(%s)' \"${jobs[@]}\"",
            Merge = $"submit -w \"${{after# && }}\" <{MergeScript}",
        }.Write(request);
    }

    private static List<string> Directives(TaskResources resources)
    {
        List<string> lines = [$"#BSUB -n {Number(resources.CpusPerTask)}", "#BSUB -R \"span[hosts=1]\""];
        if (resources.MemoryMebibytes is { } memory)
        {
            lines.Add($"#BSUB -M {Number(memory)}MB");
            lines.Add($"#BSUB -R \"rusage[mem={Number(memory)}MB]\"");
        }

        if (resources.Time is { } time)
        {
            int minutes = (int)Math.Ceiling(time.TotalMinutes);
            lines.Add($"#BSUB -W {Number(minutes / 60)}:{minutes % 60:00}");
        }

        if (resources.Partition is { } queue)
        {
            lines.Add($"#BSUB -q {queue}");
        }

        lines.AddRange(resources.Directives.Select(directive => $"#BSUB {directive}"));
        return lines;
    }
}
