using System.Globalization;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Cli.Terminals;
using EqProp.Analog.Studies.Shards;

namespace EqProp.Analog.Cli.Commands;

/// <summary>Runs shards before the eyes of a user: how many chips are done, and how long the others will take.</summary>
internal sealed class StudyWatch : IDisposable
{
    private readonly Terminal _terminal;
    private readonly ProgressLine _line;
    private readonly Lock _one = new();
    private readonly Dictionary<int, ShardProgress> _shards = [];
    private readonly long _started;
    private readonly long _trials;

    /// <param name="terminal">Where to show it.</param>
    /// <param name="trials">Trials of all shards that run here.</param>
    public StudyWatch(Terminal terminal, long trials)
    {
        _terminal = terminal;
        _trials = trials;
        _line = terminal.StartProgress("study");
        _started = terminal.Clock.GetTimestamp();
    }

    /// <summary>The options that shards are run with.</summary>
    public ShardOptions Options(int threads, CancellationToken stop) => new() { Threads = threads, Progress = Show, Notify = Warn, Cancellation = stop };

    /// <summary>The exit code after a stop: a batch system puts the work into its queue again.</summary>
    public static int CodeOf(StopSignal stop) => stop.ExitCode switch
    {
        ExitCode.Terminated => ExitCode.Requeue,
        { } code => code,
        null => ExitCode.Interrupted,
    };

    /// <inheritdoc/>
    public void Dispose() => _line.Dispose();

    private void Warn(string text)
    {
        lock (_one)
        {
            _line.Warn(text);
        }
    }

    private void Show(ShardProgress progress)
    {
        lock (_one)
        {
            _shards[progress.Shard] = progress;
            long done = _shards.Values.Sum(shard => (long)shard.Done), kept = _shards.Values.Sum(shard => (long)shard.Kept);
            int failed = _shards.Values.Sum(shard => shard.Failed);
            double seconds = _terminal.Clock.GetElapsedTime(_started).TotalSeconds;
            string failures = failed > 0 ? $", {failed} failed" : "";
            string left = done > kept && seconds > 1 ? $", {Duration(seconds / (done - kept) * (_trials - done))} left" : "";
            _line.Report((double)done / _trials, string.Create(CultureInfo.InvariantCulture, $"{done} of {_trials} chips{failures}{left}"));
        }
    }

    private static string Duration(double seconds) => seconds switch
    {
        < 90 => string.Create(CultureInfo.InvariantCulture, $"{seconds:F0} s"),
        < 5400 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:F0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:F1} h"),
    };
}
