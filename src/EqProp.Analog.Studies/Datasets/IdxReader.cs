using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using EqProp.Analog.Circuits;

namespace EqProp.Analog.Studies.Datasets;

/// <summary>
/// Reads the IDX format of MNIST: big-endian 32-bit words (a magic number, then each dimension) and the bytes. Gzip is
/// recognised by its first two bytes, not by the name.
/// </summary>
internal static class IdxReader
{
    private const int ImagesMagic = 0x803;
    private const int LabelsMagic = 0x801;
    private const string Remedy = "Fetch the file again.";

    /// <summary>Reads a file of pictures.</summary>
    /// <exception cref="InputException">The file is missing, truncated, too long, or no picture file.</exception>
    public static IdxImages ReadImages(string path)
    {
        var (sizes, pixels) = Read(path, ImagesMagic, dimensions: 3);
        return new IdxImages(sizes[0], Width: sizes[2], Height: sizes[1], pixels);
    }

    /// <summary>Reads a file of labels.</summary>
    /// <exception cref="InputException">The file is missing, truncated, too long, or no label file.</exception>
    public static byte[] ReadLabels(string path) => Read(path, LabelsMagic, dimensions: 1).Content;

    /// <summary>SHA-256, in lower-case hexadecimal, of the label file that holds these labels.</summary>
    public static string LabelFileHash(ReadOnlySpan<byte> labels)
    {
        byte[] file = new byte[8 + labels.Length];
        BinaryPrimitives.WriteInt32BigEndian(file, LabelsMagic);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(4), labels.Length);
        labels.CopyTo(file.AsSpan(8));
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    /// <summary>The decompressed content of a file that may be gzip, and otherwise the file itself.</summary>
    public static Stream Decompress(FileStream file)
    {
        bool gzip = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        return gzip ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    private static (int[] Sizes, byte[] Content) Read(string path, int magic, int dimensions)
    {
        try
        {
            using var file = File.OpenRead(path);
            using var stream = Decompress(file);
            return new Parser(path, stream).Parse(magic, dimensions);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                "idx.unreadable", path, $"It cannot be read: {failure.Message}", "Check the path and its permissions.",
                FailureKind.InputOutput, failure);
        }
    }

    /// <summary>Knows how much was expected and found, for the messages.</summary>
    private sealed class Parser(string path, Stream stream)
    {
        private const int Piece = 1 << 20;

        private long _expected;
        private long _found;

        public (int[] Sizes, byte[] Content) Parse(int magic, int dimensions)
        {
            byte[] header = new byte[4 * (1 + dimensions)];
            _expected = header.Length;
            Fill(header.AsSpan(0, 4));
            int found = BinaryPrimitives.ReadInt32BigEndian(header);
            if (found != magic)
            {
                throw new InputException(
                    "idx.magic", path,
                    $"It starts with the number {found}, and {magic} marks a file of {(dimensions == 3 ? "pictures" : "labels")}.",
                    "Check that the files were not swapped, or fetch them again.");
            }

            Fill(header.AsSpan(4));
            int[] sizes = [.. Enumerable.Range(1, dimensions).Select(i => BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4 * i)))];
            int length = ContentLength(sizes);
            _expected += length;
            byte[] content = ReadContent(length);
            RejectTrailing();
            return (sizes, content);
        }

        private int ContentLength(int[] sizes)
        {
            var length = sizes.Aggregate((Int128)1, (product, size) => product * size);
            return sizes.All(size => size > 0) && length <= Array.MaxLength
                ? (int)length
                : throw new InputException(
                    "idx.size", path,
                    $"Its header gives the size {string.Join(" x ", sizes)}; each must be positive, and the product at most {Array.MaxLength}.",
                    Remedy);
        }

        // Read in pieces, so that a header that claims too much costs no memory.
        private byte[] ReadContent(int length)
        {
            byte[] content = new byte[Math.Min(length, Piece)];
            int got = 0;
            while (true)
            {
                Fill(content.AsSpan(got));
                got = content.Length;
                if (got == length)
                {
                    return content;
                }

                Array.Resize(ref content, (int)Math.Min(length, 2L * got));
            }
        }

        private void RejectTrailing()
        {
            long beyond = 0;
            byte[] rest = new byte[Piece];
            for (int more; (more = Pull(rest)) > 0;)
            {
                beyond += more;
            }

            if (beyond > 0)
            {
                throw new InputException(
                    "idx.trailing", path, $"{beyond} bytes follow after the {_expected} that its header announces.", Remedy);
            }
        }

        private void Fill(Span<byte> buffer)
        {
            while (buffer.Length > 0)
            {
                int more = Pull(buffer);
                if (more == 0)
                {
                    throw new InputException(
                        "idx.truncated", path, $"It is cut short: {_expected} bytes expected, {_found} found.", Remedy);
                }

                buffer = buffer[more..];
            }
        }

        private int Pull(Span<byte> buffer)
        {
            try
            {
                int more = stream.Read(buffer);
                _found += more;
                return more;
            }
            catch (InvalidDataException failure)
            {
                throw new InputException(
                    "idx.gzip", path,
                    $"Its gzip data is damaged or cut short: {_expected} bytes expected, {_found} found before that. {failure.Message}",
                    Remedy, inner: failure);
            }
        }
    }
}
