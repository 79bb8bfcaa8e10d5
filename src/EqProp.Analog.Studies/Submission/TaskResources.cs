namespace EqProp.Analog.Studies.Submission;

/// <summary>What a scheduler is asked for, for one task: one shard of a study.</summary>
public sealed record TaskResources
{
    /// <summary>Processors, each of which runs one thread.</summary>
    public int CpusPerTask { get; init; } = 1;

    /// <summary>Memory in mebibytes; the cluster's own default if null.</summary>
    public int? MemoryMebibytes { get; init; }

    /// <summary>Longest time; the cluster's own default if null. A task that is not done by then keeps what it has and goes on in the queue.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>The partition or queue; the cluster's own default if null.</summary>
    public string? Partition { get; init; }

    /// <summary>Most tasks at a time; no limit if null.</summary>
    public int? Throttle { get; init; }

    /// <summary>How often a task goes back into the queue after it was stopped or killed.</summary>
    public int Requeues { get; init; } = 5;

    /// <summary>Further lines for the scheduler, such as <c>--account=chips</c>, without the mark that such lines begin with.</summary>
    public IReadOnlyList<string> Directives { get; init; } = [];

    /// <summary>Lines of shell that a task begins with, such as <c>module load dotnet</c>.</summary>
    public IReadOnlyList<string> Setup { get; init; } = [];
}
