using System.Globalization;
using System.Runtime.InteropServices;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Benchmarks.Machine;

/// <summary>Lines that say what machine this is and what it can do at most.</summary>
internal static class MachineLines
{
    /// <summary>Processor, width, libraries and load.</summary>
    public static IEnumerable<string> All() =>
    [
        $"- processor: {Processor()}, {Environment.ProcessorCount} of its processors allowed; {RuntimeInformation.OSDescription.Trim()}",
        $"- runtime: {RuntimeInformation.FrameworkDescription}, vector width {VectorWidthSelection.Name(VectorWidthSelection.Widest)}",
        $"- OpenBLAS: {OpenBlas.Description}",
        $"- load average: {LoadAverage()}",
    ];

    /// <summary>Peaks that shares refer to.</summary>
    public static IEnumerable<string> Peaks()
    {
        MachinePeaks peaks = MachinePeaks.OfThisRun;
        yield return Text($"- FMA peak of one core: {peaks.FloatGflops:F1} GFLOP/s float, {peaks.DoubleGflops:F1} GFLOP/s double");
        yield return "- read rate: " + string.Join(", ", CacheSizes.Levels.Select(level => Text($"{level.Name} {peaks.ReadGigabytes(level):F0} GB/s")));
    }

    /// <summary>Load average of 1, 5 and 15 minutes, where the system tells.</summary>
    public static string LoadAverage() =>
        File.Exists("/proc/loadavg") ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3)) : "unknown";

    private static string Processor()
    {
        const string List = "/proc/cpuinfo", Key = "model name";
        string? line = File.Exists(List) ? File.ReadLines(List).FirstOrDefault(l => l.StartsWith(Key, StringComparison.Ordinal)) : null;
        return line?.Split(':', 2)[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
