using System.Diagnostics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Spice;
using EqProp.Analog.Studies.Formats;

namespace EqProp.Analog.Studies.Crosscheck;

/// <summary>The program ngspice, run in batch mode in a folder of its own.</summary>
public sealed class NgspiceProgram
{
    internal const string TimeoutCode = "ngspice.timeout";

    /// <summary>The environment variable that names the program.</summary>
    public const string Variable = "EQPROP_NGSPICE";

    private const string DeckName = "deck.cir";

    /// <summary>The longest time that a timer is sure to count: 24 days.</summary>
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMilliseconds(int.MaxValue);

    private NgspiceProgram(string path) => FullName = path;

    /// <summary>The program's file.</summary>
    public string FullName { get; }

    /// <summary>Finds the program.</summary>
    /// <param name="named">The file that a user named; else that of <see cref="Variable"/>, else one in the folders of PATH.</param>
    /// <param name="variable">Reads an environment variable.</param>
    /// <returns>The program.</returns>
    /// <exception cref="InputException">There is none.</exception>
    public static NgspiceProgram Find(string? named, Func<string, string?> variable)
    {
        named ??= variable(Variable) is { Length: > 0 } own ? own : null;
        string file = OperatingSystem.IsWindows() ? "ngspice.exe" : "ngspice";
        string? found = named is not null
            ? (File.Exists(named) ? named : null)
            : (variable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);
        return found is not null
            ? new NgspiceProgram(found)
            : throw new InputException(
                "ngspice.missing", named ?? file, named is null ? "ngspice is in no folder of PATH." : "There is no such file.",
                $"Install it (apt install ngspice), or name the program with --ngspice FILE or {Variable}.", FailureKind.Unavailable);
    }

    /// <summary>Runs a netlist.</summary>
    /// <param name="deck">The netlist.</param>
    /// <param name="settings">The settings that it was written with.</param>
    /// <param name="durationSeconds">Where its analysis should end.</param>
    /// <param name="timeout">Longest time it may take.</param>
    /// <param name="stop">Ends the program.</param>
    /// <returns>The waveforms.</returns>
    /// <exception cref="InputException">ngspice does not start, does not end, or does not get to the end of the analysis.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public RawPlot Run(SpiceDeck deck, SpiceSettings settings, double durationSeconds, TimeSpan timeout, CancellationToken stop)
    {
        string folder = Directory.CreateTempSubdirectory("eqprop-ngspice-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, DeckName), deck.Text);
            NgspiceExit exit = RunIn(folder, timeout < LongestTimeout ? timeout : LongestTimeout, stop);
            RawPlot? plot = Read(Path.Combine(folder, settings.RawFile), exit);
            double end = plot?.Find("time")?[^1] ?? 0;
            return plot is not null && end >= durationSeconds * (1 - 1e-9)
                ? plot
                : throw NgspiceFailure.Of(deck, exit, end, durationSeconds);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static RawPlot? Read(string raw, NgspiceExit exit)
    {
        try
        {
            return File.Exists(raw) ? RawFile.Read(raw) : null;
        }
        catch (InputException damaged)
        {
            throw NgspiceFailure.OfDamagedFile(exit, damaged);
        }
    }

    /// <summary>Runs the netlist of a folder; -n keeps the user's own start-up file out.</summary>
    private NgspiceExit RunIn(string folder, TimeSpan timeout, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        using Process process = Start(new ProcessStartInfo(FullName, ["-n", "-b", DeckName])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        });
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        Task<string> errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(timeout);
        try
        {
            process.WaitForExitAsync(limit.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            stop.ThrowIfCancellationRequested();
            throw new InputException(
                TimeoutCode, FullName, $"ngspice was not done after {timeout.TotalSeconds:F0} s and was stopped.",
                "Give it more with --timeout, a shorter --duration, or a smaller circuit: its time grows as N^3.3.");
        }

        return new(process.ExitCode, errors.GetAwaiter().GetResult() + output.GetAwaiter().GetResult());
    }

    private Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new InvalidOperationException("No process was started.");
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new InputException(
                "ngspice.start", FullName, $"It could not be started: {e.Message}", "Name another ngspice with --ngspice FILE.",
                FailureKind.Unavailable, e);
        }
    }
}
