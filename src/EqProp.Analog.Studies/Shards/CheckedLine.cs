using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EqProp.Analog.Studies.Records;

namespace EqProp.Analog.Studies.Shards;

/// <summary>A line of a file of results: 16 digits of a checksum, a space, and a JSON document.</summary>
internal static class CheckedLine
{
    private const int Digits = 16;

    /// <summary>Writes a value as a line, with its line feed.</summary>
    public static byte[] Of<T>(T value)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(value, RecordJson.CompactOptions);
        return [.. Encoding.ASCII.GetBytes(Checksum(json)), (byte)' ', .. json, (byte)'\n'];
    }

    /// <summary>The JSON of a line.</summary>
    /// <returns>False where the line is not as it was written.</returns>
    public static bool TryRead(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> json)
    {
        bool isLong = line.Length > Digits + 1 && line[Digits] == (byte)' ';
        json = isLong ? line[(Digits + 1)..] : [];
        return isLong && Encoding.ASCII.GetString(line[..Digits]) == Checksum(json);
    }

    private static string Checksum(ReadOnlySpan<byte> json) => Convert.ToHexStringLower(SHA256.HashData(json))[..Digits];
}
