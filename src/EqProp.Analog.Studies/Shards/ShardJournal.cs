using System.Diagnostics;
using EqProp.Analog.Studies.Records;

namespace EqProp.Analog.Studies.Shards;

/// <summary>
/// The packets that one run of a shard has finished, appended as they finish. Each run has a file of its own, so that no two processes ever write into one; what
/// an earlier run left is read and stays where it is until the shard is done. Safe for several threads.
/// </summary>
internal sealed class ShardJournal : IDisposable
{
    private static readonly TimeSpan BetweenFlushes = TimeSpan.FromSeconds(1);

    private readonly string _path;
    private readonly FileStream _file;
    private readonly Lock _one = new();
    private long _flushed = Stopwatch.GetTimestamp();

    /// <summary>Begins a journal.</summary>
    /// <param name="path">Its file, which does not exist yet.</param>
    /// <param name="header">Its first line.</param>
    /// <param name="open">Opens the file; for tests of disks that are full.</param>
    /// <exception cref="Circuits.InputException">The file cannot be written.</exception>
    public ShardJournal(string path, ShardHeader header, Func<string, FileStream>? open = null)
    {
        _path = path;
        try
        {
            _file = (open ?? Open)(path);
            _file.Write(CheckedLine.Of(header));
            _file.Flush();
        }
        catch (Exception e) when (FileFailure.Is(e) || FileFailure.IsTooLong(e))
        {
            throw FileFailure.Writing(path, e);
        }
    }

    /// <summary>Keeps a packet: it survives the end of the process at once, and that of the machine a second later.</summary>
    /// <exception cref="Circuits.InputException">The file cannot be written.</exception>
    public void Add(PacketResult packet)
    {
        byte[] line = CheckedLine.Of(packet);
        lock (_one)
        {
            try
            {
                _file.Write(line);
                _file.Flush(flushToDisk: Stopwatch.GetElapsedTime(_flushed) > BetweenFlushes);
                _flushed = Stopwatch.GetElapsedTime(_flushed) > BetweenFlushes ? Stopwatch.GetTimestamp() : _flushed;
            }
            catch (Exception e) when (FileFailure.Is(e) || FileFailure.IsTooLong(e))
            {
                throw FileFailure.Writing(_path, e);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            _file.Dispose();
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            // What could not be written was told when it was to be written.
        }
    }

    private static FileStream Open(string path) => new(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, 1 << 14);
}
