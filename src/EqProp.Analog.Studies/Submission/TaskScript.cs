using System.Globalization;

namespace EqProp.Analog.Studies.Submission;

/// <summary>
/// The script of one task of an array, with which one shard runs. The program runs as a child of the shell: signals of the scheduler are handed on to it, and the
/// code that it ends with decides whether the task goes back into the queue.
/// </summary>
internal sealed record TaskScript
{
    /// <summary>The exit code of the program with which it asks to be run again: it was stopped and kept what it has.</summary>
    public const int RunAgain = 75;

    /// <summary>A condition of the shell: the program was stopped, or killed, or a file could not be read or written (74), be it that a run elsewhere has not let go of the shard yet.</summary>
    public const string MayRunAgain = "[ \"$code\" -eq 75 ] || [ \"$code\" -eq 74 ] || [ \"$code\" -gt 128 ]";

    /// <summary>A signal that some schedulers send to all processes of a task, and of which the program knows nothing.</summary>
    private const string User = "USR2";

    /// <summary>The part of a task's memory that managed objects may take; the rest is the program and its buffers.</summary>
    private const double ManagedShare = 0.75;

    /// <summary>Lines for the scheduler, as it reads them.</summary>
    public required IReadOnlyList<string> Directives { get; init; }

    /// <summary>Lines of shell that set the variable shard.</summary>
    public required string Shard { get; init; }

    /// <summary>Lines of shell that look at the variable code in the end, and may change it.</summary>
    public string Ending { get; init; } = "";

    /// <summary>Signals that the scheduler stops a task with.</summary>
    public string Signals { get; init; } = "TERM";

    /// <summary>The script.</summary>
    public string Write(SubmissionRequest request) => Join(
        Head(request, Directives, $"One shard of the study {Comment(request.Study)}."),
        Shard,
        $$"""

        # The scheduler's signal goes to this shell, which hands it on: the program then keeps what it has and ends with {{RunAgain}}.
        child=
        stopped=
        interrupted=
        trap 'stopped=yes; interrupted=yes; [ -z "$child" ] || kill -TERM "$child" 2>/dev/null' {{Signals}}
        {{(Signals.Contains(User, StringComparison.Ordinal) ? $"(trap '' {User}; exec {RunShard(request)})" : RunShard(request))}} &
        child=$!
        [ -z "$stopped" ] || kill -TERM "$child" 2>/dev/null
        while :; do
            interrupted=
            wait "$child"
            code=$?
            [ -n "$interrupted" ] || break
        done
        """,
        Ending,
        "exit \"$code\"");

    /// <summary>The script that merges what the tasks left.</summary>
    public static string WriteMerge(SubmissionRequest request, IReadOnlyList<string> directives) => Join(
        Head(request, directives, $"The table of the study {Comment(request.Study)} from what its shards left."),
        $"exec {ShellText.Line([.. request.Program, "study", "merge", request.Folder])}");

    /// <summary>A name within a comment: one line.</summary>
    public static string Comment(string name) => $"'{name.ReplaceLineEndings(" ")}'";

    /// <summary>Lines that set the variable shard from a position in the list of tasks, for schedulers whose arrays are plain ranges.</summary>
    /// <param name="request">What is to run.</param>
    /// <param name="index">An arithmetic expression of the shell: the task's number in its array, from 0.</param>
    public static string ShardAt(SubmissionRequest request, string index)
    {
        string position = $"${{EQPROP_FIRST:-0}} + {index}";
        IReadOnlyList<int> shards = request.Shards;
        bool whole = shards.Count > 0 && shards[^1] - shards[0] == shards.Count - 1;
        return whole
            ? $"shard=$(({(shards[0] > 0 ? $"{Number(shards[0])} + " : "")}{position}))"
            : Join($"shards=({string.Join(' ', shards.Select(Number))})", $"shard=${{shards[{position}]}}");
    }

    /// <summary>Lines that set the variable again to yes where the task should go back into the queue; attempts are counted in a file, since the scheduler does not tell.</summary>
    /// <param name="request">What is to run.</param>
    /// <param name="job">The variable of the scheduler with the number of the job.</param>
    public static string CountAttempts(SubmissionRequest request, string job) =>
        $$"""

        # What was stopped or killed goes back into the queue, {{Number(request.Resources.Requeues)}} times at most.
        again=
        if {{MayRunAgain}}; then
            attempts="log/attempts-${{job}}-$shard"
            echo "$code" >>"$attempts"
            [ "$(wc -l <"$attempts")" -gt {{Number(request.Resources.Requeues)}} ] || again=yes
        fi
        """;

    /// <summary>Hours, minutes and seconds, as most schedulers read a limit of time.</summary>
    public static string Clock(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}");

    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Parts of a script one under the other, without empty ones.</summary>
    public static string Join(params IEnumerable<string> parts) =>
        string.Join('\n', parts.Where(part => part.Length > 0).Select(part => part.ReplaceLineEndings("\n").TrimEnd('\n'))) + "\n";

    private static string RunShard(SubmissionRequest request) =>
        $"{ShellText.Line([.. request.Program, "study", "run-shard", request.Folder])} \"$shard\" {ShellText.Line(["--threads", Number(request.Resources.CpusPerTask), .. request.Options])}";

    private static string Head(SubmissionRequest request, IReadOnlyList<string> directives, string purpose)
    {
        List<string> lines = ["#!/bin/bash", .. directives, $"# {purpose} Written by 'eqprop study submit', which writes it anew."];
        lines.AddRange(request.Resources.Setup);
        lines.AddRange(request.Variables.Select(pair => $"export {pair.Key}={ShellText.Quote(pair.Value)}"));
        if (request.Resources.MemoryMebibytes is { } memory)
        {
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"export DOTNET_GCHeapHardLimit=0x{(long)(memory * ManagedShare * (1 << 20)):X}"));
        }

        return Join(lines);
    }
}
