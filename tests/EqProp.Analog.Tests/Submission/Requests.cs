using EqProp.Analog.Studies.Submission;

namespace EqProp.Analog.Tests.Submission;

/// <summary>What tests hand to schedulers.</summary>
internal static class Requests
{
    /// <summary>Eight shards with nothing asked for.</summary>
    public static SubmissionRequest Plain { get; } = new()
    {
        Folder = "/shared/studies/yield",
        Study = "yield-130nm",
        Shards = [.. Enumerable.Range(0, 8)],
        Program = ["/opt/eqprop/eqprop"],
        Container = new("registry.example.org/eqprop:0.1", "studies", "/shared"),
    };

    /// <summary>Some shards of a study with awkward names, and everything asked for.</summary>
    public static SubmissionRequest Full { get; } = new()
    {
        Folder = "/shared/my studies/it's 100%",
        Study = "Yield, 130 nm\n(second)",
        Shards = [1, 2, 3, 5, 9, 10, 12],
        Program = ["/usr/bin/dotnet", "/opt/my tools/eqprop.dll"],
        Options = ["--data", "/shared/data sets"],
        Variables = [new("EQPROP_DATA_DIR", "/shared/data sets"), new("PRICE", "$(HOME) \"5\"")],
        ArrayLimit = 4,
        Resources = new()
        {
            CpusPerTask = 4,
            MemoryMebibytes = 4096,
            Time = new TimeSpan(1, 2, 30, 15),
            Partition = "short",
            Throttle = 2,
            Requeues = 3,
            Directives = ["--account=chips"],
            Setup = ["module load dotnet"],
        },
        Container = new("registry.example.org/eqprop:0.1", "studies", "/shared/"),
    };
}
