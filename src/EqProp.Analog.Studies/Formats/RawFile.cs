using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Records;

namespace EqProp.Analog.Studies.Formats;

/// <summary>Reads and writes the binary .raw files of SPICE: a head of text, then 64-bit floats point by point.</summary>
public static class RawFile
{
    private const string Marker = "Binary:\n";
    private const int LongestHead = 1 << 24;
    private const int NumberSize = sizeof(double);

    /// <summary>Writes waveforms of a transient analysis to a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="plot">The waveforms.</param>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void Write(string path, RawPlot plot) => AtomicFile.Write(path, stream =>
    {
        stream.Write(Encoding.UTF8.GetBytes(Head(plot)));
        var bytes = new byte[plot.Values.Length * NumberSize];
        for (int i = 0; i < plot.Values.Length; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(i * NumberSize), plot.Values[i]);
        }

        stream.Write(bytes);
    });

    /// <summary>Reads the first analysis of a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Its waveforms.</returns>
    /// <exception cref="InputException">The file is missing, no binary .raw file of real numbers, or cut short.</exception>
    public static RawPlot Read(string path)
    {
        byte[] content;
        try
        {
            content = File.ReadAllBytes(path);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw FileFailure.Reading(path, e);
        }

        int end = content.AsSpan(0, Math.Min(content.Length, LongestHead)).IndexOf(Encoding.ASCII.GetBytes(Marker));
        if (end < 0)
        {
            throw Malformed(path, "it has no binary part");
        }

        string[] lines = Encoding.UTF8.GetString(content, 0, end).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        IReadOnlyList<RawVariable> variables = Variables(path, lines);
        int points = Count(path, lines, "No. Points:");
        ReadOnlySpan<byte> numbers = content.AsSpan(end + Marker.Length);
        if (numbers.Length < (long)points * variables.Count * NumberSize)
        {
            throw Malformed(path, $"it ends before its {points} points do");
        }

        var values = new double[points * variables.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadDoubleLittleEndian(numbers[(i * NumberSize)..]);
        }

        return new RawPlot(Field(lines, "Title:") ?? "", variables, values);
    }

    private static string Head(RawPlot plot)
    {
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"Title: {plot.Title.ReplaceLineEndings(" ")}\nPlotname: Transient Analysis\nFlags: real\n")
            .Append(CultureInfo.InvariantCulture, $"No. Variables: {plot.Variables.Count}\nNo. Points: {plot.Points}\nVariables:\n");
        for (int i = 0; i < plot.Variables.Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"\t{i}\t{plot.Variables[i].Name}\t{plot.Variables[i].Kind}\n");
        }

        return text.Append(Marker).ToString();
    }

    private static RawVariable[] Variables(string path, string[] lines)
    {
        if (Field(lines, "Flags:") is not { } flags || flags.Contains("complex", StringComparison.Ordinal))
        {
            throw Malformed(path, "its numbers are not real");
        }

        int count = Count(path, lines, "No. Variables:");
        int first = Array.FindIndex(lines, line => line.TrimEnd() == "Variables:") + 1;
        string[][] rows = [.. lines.Skip(first).Take(count).Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))];
        return first > 0 && rows.Length == count && rows.All(row => row.Length >= 3)
            ? [.. rows.Select(row => new RawVariable(row[1], row[2]))]
            : throw Malformed(path, "its list of variables is not complete");
    }

    private static int Count(string path, string[] lines, string name) =>
        int.TryParse(Field(lines, name), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out int count)
        && count is > 0 and < int.MaxValue / 1024
            ? count
            : throw Malformed(path, $"its head has no usable '{name}'");

    private static string? Field(string[] lines, string name) =>
        lines.FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?[name.Length..].Trim();

    private static InputException Malformed(string path, string problem) => new(
        "raw.malformed", path, $"This is not a binary .raw file of a SPICE program: {problem}.",
        "Write it with 'set filetype=binary' and 'write FILE', from a transient analysis.");
}
