using static EqProp.Analog.Studies.Submission.TaskScript;

namespace EqProp.Analog.Studies.Submission;

/// <summary>PBS Professional and OpenPBS: job arrays for qsub. A task that was stopped is not run again by itself: what is missing is submitted again.</summary>
internal sealed class PbsEngine : ISubmissionEngine
{
    private const string ArrayScript = "pbs-array.sh";
    private const string MergeScript = "pbs-merge.sh";

    /// <inheritdoc/>
    public string Name => "pbs";

    /// <inheritdoc/>
    public string Description => "scripts for qsub of PBS Professional or OpenPBS";

    /// <inheritdoc/>
    public int UsualArrayLimit => 10_000;

    /// <inheritdoc/>
    public string SubmitScript => "pbs-submit.sh";

    /// <inheritdoc/>
    public IReadOnlyList<SubmissionScript> Write(SubmissionRequest request) =>
    [
        new(ArrayScript, new TaskScript
        {
            Directives = [.. Directives(request, request.Resources, ""), "#PBS -o log/", "#PBS -r y"],
            Shard = Join("cd \"$PBS_O_WORKDIR\" || exit", ShardAt(request, "${PBS_ARRAY_INDEX:-0}")),
        }.Write(request)),
        new(MergeScript, WriteMerge(request, [.. Directives(request, request.Resources with { CpusPerTask = 1 }, "-merge"), "#PBS -o log/"])),
        new(SubmitScript, Submit(request)),
    ];

    // An array of one task is refused there; it is a job, which has no index.
    private string Submit(SubmissionRequest request)
    {
        string throttle = request.Resources.Throttle is { } most ? $"%{Number(most)}" : "";
        return new SubmitScript
        {
            Arrays = ArraySlice.Of(request, UsualArrayLimit).Select(slice =>
                $"qsub {(slice.Count > 1 ? $"-J 0-{Number(slice.Count - 1)}{throttle} " : "")}-v EQPROP_FIRST={Number(slice.First)} {ArrayScript}"),
            After = Submission.SubmitScript.Joined(':'),
            Merge = $"qsub -W depend=afterany:\"$after\" {MergeScript}",
        }.Write(request);
    }

    private static List<string> Directives(SubmissionRequest request, TaskResources resources, string ending)
    {
        string memory = resources.MemoryMebibytes is { } mebibytes ? $":mem={Number(mebibytes)}mb" : "";
        List<string> lines = [$"#PBS -N {JobName.Of(request.Study)}{ending}", "#PBS -S /bin/bash", "#PBS -j oe", $"#PBS -l select=1:ncpus={Number(resources.CpusPerTask)}{memory}"];
        if (resources.Time is { } time)
        {
            lines.Add($"#PBS -l walltime={Clock(time)}");
        }

        if (resources.Partition is { } queue)
        {
            lines.Add($"#PBS -q {queue}");
        }

        lines.AddRange(resources.Directives.Select(directive => $"#PBS {directive}"));
        return lines;
    }
}
