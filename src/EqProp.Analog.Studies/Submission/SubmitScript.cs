namespace EqProp.Analog.Studies.Submission;

/// <summary>The script that submits the arrays and the merge after them, and prints a line a job: what it is, and its number.</summary>
internal sealed record SubmitScript
{
    /// <summary>The word before the number of an array.</summary>
    public const string ArrayWord = "array";

    /// <summary>The word before the number of the merge.</summary>
    public const string MergeWord = "merge";

    /// <summary>A command line of the shell for each array, which prints the number of the job and nothing else.</summary>
    public required IEnumerable<string> Arrays { get; init; }

    /// <summary>A command line of the shell that prints the numbers of the array jobs as a dependency has them.</summary>
    public required string After { get; init; }

    /// <summary>A command line of the shell that submits the merge after the jobs of the variable after, and prints the number of its job.</summary>
    public required string Merge { get; init; }

    /// <summary>Functions that the command lines use.</summary>
    public string Functions { get; init; } = "";

    /// <summary>Prints the numbers with a sign between them.</summary>
    public static string Joined(char sign) => $"IFS='{sign}'; echo \"${{jobs[*]}}\"";

    /// <summary>The script.</summary>
    public string Write(SubmissionRequest request)
    {
        IEnumerable<string> arrays = Arrays.Select(array =>
            $"""
            job=$({array})
            [ -n "$job" ]
            jobs+=("$job")
            echo "{ArrayWord} $job"
            """);
        return TaskScript.Join([
            $"""
            #!/bin/bash
            # Submits shards {ShardRanges.Text(request.Shards)} of the study {TaskScript.Comment(request.Study)}, and the merge after them. Written by 'eqprop study submit'.
            set -euo pipefail
            cd {ShellText.Quote(SubmissionFolder.Of(request.Folder))}
            mkdir -p log

            """,
            Functions,
            """

            jobs=()
            """,
            .. arrays,
            $$"""
            after=$({{After}})
            job=$({{Merge}})
            [ -n "$job" ]
            echo "{{MergeWord}} $job"
            """,
        ]);
    }
}
