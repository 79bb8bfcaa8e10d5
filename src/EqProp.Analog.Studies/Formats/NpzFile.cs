using System.IO.Compression;
using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Records;

namespace EqProp.Analog.Studies.Formats;

/// <summary>Reads and writes NumPy's .npz: a zip archive, stored or deflated, of one .npy an array.</summary>
public static class NpzFile
{
    private const string Extension = ".npy";

    /// <summary>The same arrays give the same bytes: entries carry this time and not the present one.</summary>
    private static readonly DateTimeOffset EntryTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes named arrays, uncompressed.</summary>
    /// <param name="path">The file.</param>
    /// <param name="arrays">Arrays in the order of the file; names are unique.</param>
    /// <param name="element">Number format in the file.</param>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void Write(
        string path, IEnumerable<(string Name, NpyArray Array)> arrays, NpyElement element = NpyElement.Float64) =>
        AtomicFile.Write(path, stream =>
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
            foreach ((string name, NpyArray array) in arrays)
            {
                ZipArchiveEntry entry = archive.CreateEntry(name + Extension, CompressionLevel.NoCompression);
                entry.LastWriteTime = EntryTime;
                using Stream destination = entry.Open();
                NpyFile.Write(destination, array, element);
            }
        });

    /// <summary>Reads all arrays.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Arrays by name.</returns>
    /// <exception cref="InputException">The file is missing, no .npz, cut short, or holds an array that is not supported.</exception>
    public static IReadOnlyDictionary<string, NpyArray> Read(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
            var arrays = new Dictionary<string, NpyArray>(StringComparer.Ordinal);
            foreach (ZipArchiveEntry entry in archive.Entries.Where(entry => entry.Name.EndsWith(Extension, StringComparison.Ordinal)))
            {
                using Stream source = entry.Open();
                arrays[entry.FullName[..^Extension.Length]] = NpyFile.Read(source, entry.Length, $"{path}:{entry.FullName}");
            }

            return arrays;
        }
        catch (InvalidDataException e)
        {
            throw new InputException(
                "npz.format", path, $"This is not a NumPy archive, or it was cut short: {e.Message}",
                "Write it again, with numpy.savez or by this tool.", FailureKind.BadInput, e);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw FileFailure.Reading(path, e);
        }
    }
}
