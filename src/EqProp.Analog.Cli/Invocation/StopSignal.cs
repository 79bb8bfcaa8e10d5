using System.Runtime.InteropServices;

namespace EqProp.Analog.Cli.Invocation;

/// <summary>
/// Listens for Ctrl-C and SIGTERM while a long command runs. The first signal asks the command to stop gracefully; after
/// that a second one ends the process at once. Disposing of it stops listening.
/// </summary>
internal sealed class StopSignal : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private int _exitCode;

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>The code to exit with after a signal; null if there was none.</summary>
    public int? ExitCode => Volatile.Read(ref _exitCode) is var code and not 0 ? code : null;

    /// <summary>Begins to listen for the signals of this process.</summary>
    public static StopSignal Listen()
    {
        StopSignal stop = new();
        stop.Register(PosixSignal.SIGINT, Invocation.ExitCode.Interrupted);
        stop.Register(PosixSignal.SIGTERM, Invocation.ExitCode.Terminated);
        return stop;
    }

    /// <summary>Asks to stop.</summary>
    /// <param name="exitCode">The code to exit with.</param>
    /// <returns>Whether this is the first request.</returns>
    public bool Request(int exitCode)
    {
        if (Interlocked.CompareExchange(ref _exitCode, exitCode, 0) != 0)
        {
            return false;
        }

        _source.Cancel();
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        _source.Dispose();
    }

    // A signal that is not cancelled here takes its usual course: it ends the process.
    private void Register(PosixSignal signal, int exitCode) =>
        _registrations.Add(PosixSignalRegistration.Create(signal, context => context.Cancel = Request(exitCode)));
}
