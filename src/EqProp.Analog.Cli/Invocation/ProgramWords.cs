namespace EqProp.Analog.Cli.Invocation;

/// <summary>How this program was started: as a file of its own, or as an assembly that <c>dotnet</c> runs.</summary>
internal static class ProgramWords
{
    /// <summary>The words of the running process.</summary>
    public static IReadOnlyList<string> OfProcess() =>
        Of(Environment.ProcessPath, Path.Combine(AppContext.BaseDirectory, $"{typeof(ProgramWords).Assembly.GetName().Name}.dll"));

    /// <summary>The words that start a program.</summary>
    /// <param name="process">The file that runs; null where the system does not tell.</param>
    /// <param name="assembly">The program's assembly.</param>
    public static IReadOnlyList<string> Of(string? process, string assembly) =>
        process is not null && Path.GetFileNameWithoutExtension(process) != "dotnet" ? [process] : [process ?? "dotnet", assembly];
}
