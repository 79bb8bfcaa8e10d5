namespace EqProp.Analog.Studies.Submission;

/// <summary>What is to run on a cluster.</summary>
public sealed record SubmissionRequest
{
    /// <summary>The folder of the study, absolute; every machine of the cluster sees it under this path.</summary>
    public required string Folder { get; init; }

    /// <summary>Name of the study.</summary>
    public required string Study { get; init; }

    /// <summary>Numbers of the shards to run, in order.</summary>
    public required IReadOnlyList<int> Shards { get; init; }

    /// <summary>The words that start this program on the cluster.</summary>
    public required IReadOnlyList<string> Program { get; init; }

    /// <summary>Options of <c>study run-shard</c> beyond folder, shard and threads.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>Environment variables that every task needs.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Variables { get; init; } = [];

    /// <summary>Most tasks of one array; more are submitted as several. That which is usual for the engine if null.</summary>
    public int? ArrayLimit { get; init; }

    /// <summary>What one task gets of a machine.</summary>
    public TaskResources Resources { get; init; } = new();

    /// <summary>Where tasks are containers: what they are made of.</summary>
    public ContainerSource? Container { get; init; }
}
