using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using EqProp.Analog.Circuits;

namespace EqProp.Analog.Studies.Formats;

/// <summary>The head of a .npy file: number format, order and shape.</summary>
internal sealed partial record NpyHeader(string Descriptor, bool FortranOrder, IReadOnlyList<int> Shape)
{
    private const int Alignment = 64;
    private const int LongestHeader = 1 << 20;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    public long Count => Shape.Aggregate(1L, (product, length) => product * length);

    public void Write(Stream destination)
    {
        string shape = Shape.Count == 1
            ? string.Create(CultureInfo.InvariantCulture, $"({Shape[0]},)")
            : $"({string.Join(", ", Shape.Select(length => length.ToString(CultureInfo.InvariantCulture)))})";
        string text = $"{{'descr': '{Descriptor}', 'fortran_order': {(FortranOrder ? "True" : "False")}, 'shape': {shape}, }}";
        int prefix = Magic.Length + 4;
        int total = (prefix + text.Length + 1 + Alignment - 1) / Alignment * Alignment;
        byte[] bytes = new byte[total];
        Magic.CopyTo(bytes);
        bytes[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(8), (ushort)(total - prefix));
        bytes.AsSpan(prefix).Fill((byte)' ');
        Encoding.ASCII.GetBytes(text, bytes.AsSpan(prefix));
        bytes[^1] = (byte)'\n';
        destination.Write(bytes);
    }

    public static NpyHeader Read(Stream source, string path)
    {
        Span<byte> start = stackalloc byte[8];
        int read = source.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (read < start.Length || !start[..6].SequenceEqual(Magic))
        {
            throw new InputException(
                "npy.magic", path, "This is not a NumPy array: the first bytes are not \\x93NUMPY.",
                "Write it with numpy.save or numpy.savez.");
        }

        byte[] bytes = new byte[HeaderLength(source, start[6], path)];
        source.ReadExactly(bytes);
        return Parse(Encoding.Latin1.GetString(bytes), path);
    }

    private static int HeaderLength(Stream source, byte version, string path)
    {
        Span<byte> length = stackalloc byte[4];
        length.Clear();
        source.ReadExactly(length[..(version == 1 ? 2 : 4)]);
        uint value = BinaryPrimitives.ReadUInt32LittleEndian(length);
        return version is >= 1 and <= 3 && value <= LongestHeader
            ? (int)value
            : throw Malformed(path, $"format version {version}, header of {value} bytes");
    }

    private static NpyHeader Parse(string text, string path)
    {
        Match descriptor = DescriptorPattern().Match(text);
        Match order = OrderPattern().Match(text);
        Match shape = ShapePattern().Match(text);
        if (!order.Success || !shape.Success)
        {
            throw Malformed(path, text.Trim());
        }

        if (!descriptor.Success)
        {
            throw new InputException(
                "npy.dtype", path, $"Structured arrays are not supported: {text.Trim()}.", "Save one plain array of numbers a file or entry.");
        }

        var lengths = new List<int>();
        foreach (string part in shape.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!int.TryParse(part.TrimEnd('L'), NumberStyles.None, CultureInfo.InvariantCulture, out int value))
            {
                throw Malformed(path, $"shape ({shape.Groups[1].Value})");
            }

            lengths.Add(value);
        }

        return new NpyHeader(descriptor.Groups[1].Value, order.Groups[1].Value == "True", lengths);
    }

    private static InputException Malformed(string path, string found) => new(
        "npy.header", path, $"The header of this NumPy array is malformed: {found}.", "Write it again with numpy.save or numpy.savez.");

    [GeneratedRegex("""['"]descr['"]\s*:\s*['"]([^'"]*)['"]""")]
    private static partial Regex DescriptorPattern();

    [GeneratedRegex("""['"]fortran_order['"]\s*:\s*(True|False)""")]
    private static partial Regex OrderPattern();

    [GeneratedRegex("""['"]shape['"]\s*:\s*\(([^)]*)\)""")]
    private static partial Regex ShapePattern();
}
