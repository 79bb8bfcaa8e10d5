using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Records;

namespace EqProp.Analog.Studies.Shards;

/// <summary>
/// Keeps a second process from running the same shard: a file that says who runs it and is written again and again while it does. A claim whose process is gone
/// from this machine, or that was not renewed for a minute, is taken over. Two runs of one shard would only waste time: results do not depend on who has them.
/// </summary>
internal sealed class ShardClaim : IDisposable
{
    /// <summary>A claim that was not renewed for so long is left over.</summary>
    public static readonly TimeSpan Stale = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan StartTolerance = TimeSpan.FromSeconds(5);

    private readonly string _path;
    private readonly ClaimRecord _record;
    private readonly CancellationTokenSource _lost = new();
    private readonly Lock _one = new();
    private readonly Timer _timer;
    private bool _isOver;

    private ShardClaim(string path, ClaimRecord record)
    {
        _path = path;
        _record = record;
        _timer = new Timer(_ => Renew(), null, Heartbeat, Heartbeat);
    }

    /// <summary>Name of this run.</summary>
    public string Run => _record.Run;

    /// <summary>Cancelled when another process has taken the claim over, because this one seemed dead.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Claims a shard.</summary>
    /// <param name="path">File of the claim.</param>
    /// <param name="shard">Number of the shard, for messages.</param>
    /// <returns>The claim, held until it is disposed.</returns>
    /// <exception cref="InputException">Another process runs the shard, or the file cannot be written.</exception>
    public static ShardClaim Take(string path, int shard)
    {
        using Process own = Process.GetCurrentProcess();
        ClaimRecord record = new(Guid.NewGuid().ToString("N")[..12], Environment.MachineName, Environment.ProcessId, own.StartTime.ToUniversalTime(), DateTime.UtcNow);
        try
        {
            while (!TryCreate(path, record))
            {
                if (Holder(path) is { } holder)
                {
                    if (IsHeld(path, holder))
                    {
                        throw Busy(path, shard, holder);
                    }

                    TakeAway(path, holder);
                }
            }
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw FileFailure.Writing(path, e);
        }

        return new(path, record);
    }

    /// <summary>Who holds a claim, alive or not; null where nobody does.</summary>
    public static ClaimRecord? Holder(string path)
    {
        try
        {
            string text = File.ReadAllText(path);

            // A process that was killed between making the file and filling it leaves it empty.
            return text.Length == 0 ? Nobody(path) : JsonSerializer.Deserialize<ClaimRecord>(text, RecordJson.CompactOptions);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (JsonException)
        {
            return Nobody(path);
        }
    }

    /// <summary>Whether the holder of a claim is at work, as far as can be seen from here.</summary>
    public static bool IsHeld(string path, ClaimRecord holder) =>
        holder.Host == Environment.MachineName && IsAlive(holder) is { } alive ? alive : DateTime.UtcNow - File.GetLastWriteTimeUtc(path) < Stale;

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer.Dispose();
        lock (_one)
        {
            if (_isOver)
            {
                return;
            }

            _isOver = true;
            try
            {
                if (Holder(_path)?.Run == Run)
                {
                    File.Delete(_path);
                }
            }
            catch (Exception e) when (FileFailure.Is(e))
            {
                // A claim that stays is stale as soon as this process ends.
            }
        }
    }

    // A file of unknown content counts as held until it is old.
    private static ClaimRecord Nobody(string path) => new("", "", 0, default, File.GetLastWriteTimeUtc(path));

    /// <summary>Whether a process of this machine is there; null where it cannot be told.</summary>
    private static bool? IsAlive(ClaimRecord holder)
    {
        try
        {
            using Process process = Process.GetProcessById(holder.Pid);
            return (process.StartTime.ToUniversalTime() - holder.ProcessStartedUtc).Duration() < StartTolerance;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return false;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static bool TryCreate(string path, ClaimRecord record)
    {
        if (File.Exists(path))
        {
            return false;
        }

        // Complete at once, and only if nobody was faster: a link to a file that is there already fails.
        string own = $"{path}.{record.Run}";
        try
        {
            File.WriteAllBytes(own, JsonSerializer.SerializeToUtf8Bytes(record, RecordJson.CompactOptions));
            File.Move(own, path, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(own);
            return false;
        }
    }

    // Of two processes that find the same stale claim, one moves it away; what the other moves away by mistake it puts back.
    private static void TakeAway(string path, ClaimRecord stale)
    {
        string aside = $"{path}.{Guid.NewGuid():N}";
        try
        {
            File.Move(path, aside);
            if (Holder(aside)?.Run == stale.Run)
            {
                File.Delete(aside);
            }
            else
            {
                File.Move(aside, path, overwrite: false);
            }
        }
        catch (FileNotFoundException)
        {
            // Another process was faster.
        }
    }

    private static InputException Busy(string path, int shard, ClaimRecord holder)
    {
        string who = holder.Run.Length == 0 ? "Another process" : string.Create(
            CultureInfo.InvariantCulture, $"Process {holder.Pid} on {holder.Host} (since {holder.StartedUtc:yyyy-MM-dd HH:mm:ss} UTC)");
        return new InputException(
            "shard.busy", path, $"{who} runs shard {shard}.",
            "Wait until it is done, or stop it; where that process is dead, its claim ends after a minute.", FailureKind.InputOutput);
    }

    private void Renew()
    {
        lock (_one)
        {
            if (_isOver)
            {
                return;
            }

            try
            {
                if (Holder(_path)?.Run == Run)
                {
                    File.WriteAllBytes(_path, JsonSerializer.SerializeToUtf8Bytes(_record, RecordJson.CompactOptions));
                    return;
                }
            }
            catch (Exception e) when (FileFailure.Is(e))
            {
                // The next heartbeat tries again.
                return;
            }
        }

        _lost.Cancel();
    }
}
