using System.Text;
using EqProp.Analog.Circuits;

namespace EqProp.Analog.Studies.Records;

/// <summary>
/// Writes a file so that a reader sees the old content or the new, never a part: the new content goes to a temporary
/// file in the same folder, reaches the disk, and then takes the name. When anything fails the old file stays.
/// </summary>
public static class AtomicFile
{
    private const string Ending = ".tmp";

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
        string temporary = Path.Combine(Path.GetDirectoryName(full) ?? full, $".{Path.GetFileName(full)}.{Guid.NewGuid():N}{Ending}");
        try
        {
            using (FileStream stream = open(temporary))
            {
                content(stream);
                stream.Flush(flushToDisk: true);
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

    private static void Discard(string temporary)
    {
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
