using System.Diagnostics;

namespace EqProp.Analog.Cli.Tests;

/// <summary>Runs the built program as a user does.</summary>
internal static class RealProcess
{
    /// <summary>The program, which the build puts beside the tests.</summary>
    public static string Program { get; } =
        Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "eqprop.exe" : "eqprop");

    /// <summary>Runs a command line.</summary>
    public static CommandResult Run(params string[] arguments) => Start(Program, AppContext.BaseDirectory, arguments);

    /// <summary>Runs any program in a folder.</summary>
    public static CommandResult Start(string program, string folder, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new CommandResult(process.ExitCode, output, error.Result);
    }
}
