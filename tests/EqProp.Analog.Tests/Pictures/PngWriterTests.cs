using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using EqProp.Analog.Studies.Pictures;
using EqProp.Analog.TestKit;
using FsCheck.Xunit;

namespace EqProp.Analog.Tests.Pictures;

public sealed class PngWriterTests
{
    /// <summary>The smallest grey picture as the specification's own example of chunks: IEND and its checksum are fixed.</summary>
    [Fact]
    public void The_file_begins_and_ends_as_the_standard_says()
    {
        byte[] png = PngWriter.Encode(1, 1, [128]);
        Assert.Equal("89504E470D0A1A0A0000000D49484452000000010000000108000000003A7E9B55", Convert.ToHexString(png.AsSpan(0, 33)));
        Assert.Equal("0000000049454E44AE426082", Convert.ToHexString(png.AsSpan(png.Length - 12)));
    }

    [Property]
    [Trait(TestKinds.Trait, TestKinds.Property)]
    public void What_is_written_can_be_read_back(byte width, byte height, int seed)
    {
        var (across, down) = (1 + width % 60, 1 + height % 60);
        byte[] grey = new byte[across * down];
        new Random(seed).NextBytes(grey);

        var (readWidth, readHeight, readGrey) = Decode(PngWriter.Encode(across, down, grey));
        Assert.Equal((across, down), (readWidth, readHeight));
        Assert.Equal(grey, readGrey);
    }

    [Theory]
    [InlineData(0, 1, 0, "width")]
    [InlineData(1, -1, 0, "height")]
    [InlineData(2, 2, 3, "grey")]
    [InlineData(1 << 16, 1 << 16, 0, "grey")]
    public void Sizes_that_do_not_fit_are_refused(int width, int height, int pixels, string parameter) => Assert.Equal(
        parameter, Assert.ThrowsAny<ArgumentException>(() => PngWriter.Encode(width, height, new byte[pixels])).ParamName);

    internal static (int Width, int Height, byte[] Grey) Decode(byte[] png)
    {
        int width = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16));
        int height = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20));
        Assert.Equal("IDAT", Encoding.ASCII.GetString(png, 37, 4));
        int length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(33));
        using var zlib = new ZLibStream(new MemoryStream(png, 41, length), CompressionMode.Decompress);
        using var rows = new MemoryStream();
        zlib.CopyTo(rows);
        Assert.Equal((width + 1) * height, rows.Length);
        return (width, height, [.. rows.ToArray().Chunk(width + 1).SelectMany(row => row.Skip(1))]);
    }
}
