using System.Globalization;

namespace EqProp.Analog.Benchmarks.Machine;

/// <summary>A level of memory.</summary>
/// <param name="Name">L1, L2, L3 or DRAM.</param>
/// <param name="Bytes">Its size; of DRAM, no limit.</param>
internal sealed record CacheLevel(string Name, double Bytes);

/// <summary>The caches of the first core.</summary>
internal static class CacheSizes
{
    private const string Folder = "/sys/devices/system/cpu/cpu0/cache";

    /// <summary>From the smallest level to DRAM.</summary>
    public static IReadOnlyList<CacheLevel> Levels { get; } =
        [new("L1", Size(1, 32 << 10)), new("L2", Size(2, 1 << 20)), new("L3", Size(3, 32 << 20)), new("DRAM", double.PositiveInfinity)];

    /// <summary>The smallest level that holds a working set.</summary>
    /// <param name="bytes">The working set.</param>
    public static CacheLevel Holding(double bytes) => Levels.First(level => bytes <= level.Bytes);

    /// <summary>Size of a data cache in bytes, where the system tells; else a common one.</summary>
    private static double Size(int level, double usual)
    {
        string[] entries = Directory.Exists(Folder) ? Directory.GetDirectories(Folder, "index*") : [];
        string? entry = entries.FirstOrDefault(e => Read(e, "level") == $"{level}" && Read(e, "type") is "Data" or "Unified");
        return entry is not null && int.TryParse(Read(entry, "size").TrimEnd('K'), NumberStyles.None, CultureInfo.InvariantCulture, out int kibibytes)
            ? kibibytes * 1024.0
            : usual;
    }

    private static string Read(string entry, string file) => File.ReadAllText(Path.Combine(entry, file)).Trim();
}
