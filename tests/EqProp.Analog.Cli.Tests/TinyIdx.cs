using System.Buffers.Binary;

namespace EqProp.Analog.Cli.Tests;

/// <summary>Writes IDX files of a few pictures, each a full square with its label.</summary>
internal static class TinyIdx
{
    private const int Side = 4;

    /// <summary>Writes the four files of a published set.</summary>
    public static void WriteAll(string folder, int train, int test)
    {
        WriteImages(Path.Combine(folder, "train-images-idx3-ubyte"), train);
        WriteLabels(Path.Combine(folder, "train-labels-idx1-ubyte"), train);
        WriteImages(Path.Combine(folder, "t10k-images-idx3-ubyte"), test);
        WriteLabels(Path.Combine(folder, "t10k-labels-idx1-ubyte"), test);
    }

    /// <summary>Writes labels 0, 1, 2, ...</summary>
    public static void WriteLabels(string path, int count) =>
        Write(path, 0x0801, [count], [.. Enumerable.Range(0, count).Select(i => (byte)(i % 10))]);

    private static void WriteImages(string path, int count) =>
        Write(path, 0x0803, [count, Side, Side], [.. Enumerable.Repeat((byte)255, count * Side * Side)]);

    private static void Write(string path, int magic, int[] sizes, byte[] content)
    {
        using FileStream file = File.Create(path);
        byte[] number = new byte[4];
        foreach (int value in sizes.Prepend(magic))
        {
            BinaryPrimitives.WriteInt32BigEndian(number, value);
            file.Write(number);
        }

        file.Write(content);
    }
}
