using System.ComponentModel;
using System.Diagnostics;
using EqProp.Analog.Circuits;

namespace EqProp.Analog.Studies.Submission;

/// <summary>A program that talks to a scheduler, such as sbatch.</summary>
internal sealed class SchedulerProgram
{
    /// <summary>Longest time for one answer: clients try again for minutes while a controller is away.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly string _path;

    private SchedulerProgram(string path) => _path = path;

    /// <summary>Finds a program.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="variable">Reads an environment variable.</param>
    /// <exception cref="InputException">It is in no folder of PATH.</exception>
    public static SchedulerProgram Find(string name, Func<string, string?> variable)
    {
        string? found = (variable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        return found is not null ? new SchedulerProgram(found) : throw new InputException(
            "scheduler.missing", name, $"{name} is in no folder of PATH.",
            "Submit from a login node of the cluster (it may ask for 'module load slurm'), write the scripts alone with --write-only, or run here with --engine local.",
            FailureKind.Unavailable);
    }

    /// <summary>Runs the program to its end.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="InputException">It does not start, or does not end.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public SchedulerExit Run(IReadOnlyList<string> arguments, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        using Process process = Start(new ProcessStartInfo(_path, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        });
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        Task<string> errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(Patience);
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
                "scheduler.timeout", _path, $"The scheduler gave no answer within {Patience.TotalMinutes:F0} minutes.",
                "See with 'sinfo' whether it runs, and submit again: what was submitted twice runs once.", FailureKind.Unavailable);
        }

        return new(process.ExitCode, output.GetAwaiter().GetResult(), errors.GetAwaiter().GetResult());
    }

    private Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new InvalidOperationException("No process was started.");
        }
        catch (Win32Exception e)
        {
            throw new InputException(
                "scheduler.start", _path, $"It could not be started: {e.Message}", "See that it may be run by you.", FailureKind.Unavailable, e);
        }
    }
}
