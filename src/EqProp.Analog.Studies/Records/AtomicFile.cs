using System.Text;
using EqProp.Analog.Circuits;

namespace EqProp.Analog.Studies.Records;

/// <summary>
/// Writes a file so that a reader sees the old content or the new, never a part: the new content goes to a temporary
/// file in the same folder, reaches the disk, and then takes the name. When anything fails the old file stays.
/// </summary>
/// <remarks>
/// A link keeps pointing where it does: the file at its end is replaced. A pipe or a device is not replaced but written to.
/// </remarks>
public static class AtomicFile
{
    private const string Ending = ".tmp";
    private const string Devices = "/dev/";
    private const string SharedMemory = "/dev/shm/";

    /// <summary>Writes a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">Writes the content to a stream.</param>
    /// <exception cref="InputException">The folder is missing or not writable, or the disk is full.</exception>
    public static void Write(string path, Action<Stream> content) =>
        Write(path, content, temporary => new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16));

    /// <summary>Writes a text file in UTF-8.</summary>
    /// <param name="path">The file.</param>
    /// <param name="text">Its content.</param>
    /// <exception cref="InputException">The folder is missing or not writable, or the disk is full.</exception>
    public static void WriteText(string path, string text) =>
        Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    /// <summary>Whether a file is what a kill leaves of the writing of another.</summary>
    /// <param name="name">Name of the file that was to be written.</param>
    /// <param name="path">The file in question.</param>
    internal static bool IsTemporaryOf(string name, string path)
    {
        string file = Path.GetFileName(path), start = $".{name}.";
        return file.StartsWith(start, StringComparison.Ordinal) && file.EndsWith(Ending, StringComparison.Ordinal)
            && Guid.TryParseExact(file.AsSpan(start.Length, Math.Max(0, file.Length - start.Length - Ending.Length)), "N", out _);
    }

    internal static void Write(string path, Action<Stream> content, Func<string, FileStream> open)
    {
        string full = FileFailure.FullPath(path);
        string? temporary = null;
        try
        {
            using FileStream? other = OpenOther(full);
            if (other is not null)
            {
                Fill(other, content);
                return;
            }

            full = EndOfLinks(full);
            temporary = Path.Combine(Path.GetDirectoryName(full) ?? full, $".{Path.GetFileName(full)}.{Guid.NewGuid():N}{Ending}");
            using (FileStream stream = open(temporary))
            {
                Fill(stream, content);
            }

            File.Move(temporary, full, overwrite: true);
        }
        catch (Exception e)
        {
            Discard(temporary);
            if (FileFailure.Is(e) || FileFailure.IsTooLong(e))
            {
                throw FileFailure.Writing(path, e);
            }

            throw;
        }
    }

    private static void Fill(FileStream stream, Action<Stream> content)
    {
        content(stream);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>What exists at a path and is no regular file, open for writing; null where there is nothing or a regular file.</summary>
    private static FileStream? OpenOther(string full)
    {
        if (OperatingSystem.IsWindows() || !File.Exists(full))
        {
            return null;
        }

        FileStream stream;
        try
        {
            stream = new FileStream(full, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or FileNotFoundException or DirectoryNotFoundException)
        {
            // A file that nobody may write to can still be replaced where the folder allows it; a link may lead to nothing.
            return null;
        }

        // Some devices, the null device among them, say that they can seek.
        if (!stream.CanSeek || IsDevice(EndOfLinks(full)))
        {
            return stream;
        }

        stream.Dispose();
        return null;
    }

    private static bool IsDevice(string full) =>
        full.StartsWith(Devices, StringComparison.Ordinal) && !full.StartsWith(SharedMemory, StringComparison.Ordinal);

    /// <summary>The file that a path leads to, which need not exist.</summary>
    private static string EndOfLinks(string full)
    {
        var file = new FileInfo(full);
        return file.LinkTarget is null ? full : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
    }

    private static void Discard(string? temporary)
    {
        if (temporary is null)
        {
            return;
        }

        try
        {
            File.Delete(temporary);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            // The first failure is the one to report; a folder that vanished has nothing left to discard.
        }
    }
}
