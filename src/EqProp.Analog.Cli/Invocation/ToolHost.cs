using EqProp.Analog.Cli.Terminals;

namespace EqProp.Analog.Cli.Invocation;

/// <summary>What the program knows of the world around it, so that a test can run a command within its own process.</summary>
internal sealed record ToolHost
{
    /// <summary>Where output goes.</summary>
    public required Terminal Terminal { get; init; }

    /// <summary>Reads an environment variable; null if it is not set.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>The folder from which presets are looked for.</summary>
    public required string CurrentFolder { get; init; }

    /// <summary>The folder of the program, which holds the presets that came with it.</summary>
    public required string ProgramFolder { get; init; }

    /// <summary>The words that start this program again, wherever its files are seen under the same path.</summary>
    public IReadOnlyList<string> Program { get; init; } = ProgramWords.OfProcess();

    /// <summary>Begins to listen for Ctrl-C and SIGTERM.</summary>
    public required Func<StopSignal> ListenForStop { get; init; }

    /// <summary>Makes the client that downloads use; the caller disposes of it.</summary>
    public Func<HttpClient> NewHttpClient { get; init; } = () => new HttpClient();

    /// <summary>The host of the running process.</summary>
    public static ToolHost OfProcess() => new()
    {
        Terminal = Terminal.OfProcess(Environment.GetEnvironmentVariable),
        Variable = Environment.GetEnvironmentVariable,
        CurrentFolder = Environment.CurrentDirectory,
        ProgramFolder = AppContext.BaseDirectory,
        ListenForStop = StopSignal.Listen,
    };
}
