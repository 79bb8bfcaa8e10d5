using System.Diagnostics;

namespace EqProp.Analog.Cli.Tests.Training;

/// <summary>The built program while it runs.</summary>
internal sealed class RunningProgram : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;

    public RunningProgram(params string[] arguments)
    {
        _process = Process.Start(new ProcessStartInfo(RealProcess.Program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _output = _process.StandardOutput.ReadToEndAsync();
    }

    /// <summary>Reads lines of standard error until one is what the test waits for.</summary>
    public void WaitForLine(Predicate<string> wanted)
    {
        string? line;
        do
        {
            line = _process.StandardError.ReadLine();
        }
        while (line is not null && !wanted(line));
        Assert.NotNull(line);
    }

    /// <summary>Lets it run for a while, or until its end.</summary>
    public void WaitAtMost(TimeSpan time) => _process.WaitForExit(time);

    public void Signal(string name) => RealProcess.Start("kill", Path.GetTempPath(), $"-{name}", $"{_process.Id}");

    /// <summary>Waits for the end.</summary>
    public CommandResult Finish()
    {
        string error = _process.StandardError.ReadToEnd();
        _process.WaitForExit();
        return new CommandResult(_process.ExitCode, _output.Result, error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
