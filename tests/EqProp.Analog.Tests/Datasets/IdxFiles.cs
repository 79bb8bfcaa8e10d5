using System.Buffers.Binary;
using System.IO.Compression;

namespace EqProp.Analog.Tests.Datasets;

/// <summary>Makes IDX files for tests.</summary>
internal static class IdxFiles
{
    public static byte[] Images(int count, int height, int width) =>
        [.. Words(2051, count, height, width), .. Enumerable.Range(0, count * height * width).Select(i => (byte)(i * 7))];

    public static byte[] Labels(params byte[] labels) => [.. Words(2049, labels.Length), .. labels];

    public static byte[] Words(params int[] words)
    {
        byte[] bytes = new byte[4 * words.Length];
        for (int i = 0; i < words.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4 * i), words[i]);
        }

        return bytes;
    }

    public static byte[] Gzip(byte[] content)
    {
        using var file = new MemoryStream();
        using (var gzip = new GZipStream(file, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return file.ToArray();
    }

    /// <summary>A small set of the four files: 5 training and 3 test pictures, 3 wide and 2 high.</summary>
    public static void WriteSet(ScratchFolder folder, string prefix = "")
    {
        folder.Write(prefix + "train-images-idx3-ubyte.gz", Gzip(Images(5, 2, 3)));
        folder.Write(prefix + "train-labels-idx1-ubyte", Labels(0, 1, 2, 3, 4));
        folder.Write(prefix + "t10k-images-idx3-ubyte", Images(3, 2, 3));
        folder.Write(prefix + "t10k-labels-idx1-ubyte.gz", Gzip(Labels(7, 8, 9)));
    }
}
