using System.Runtime.InteropServices;

namespace EqProp.Analog.Studies.Training;

/// <summary>What computes.</summary>
public static class Machine
{
    /// <summary>Name of the processor; its architecture where the system does not tell.</summary>
    public static string ProcessorName
    {
        get
        {
            const string CpuInfo = "/proc/cpuinfo";
            const string Key = "model name";
            string? line = File.Exists(CpuInfo) ? File.ReadLines(CpuInfo).FirstOrDefault(l => l.StartsWith(Key, StringComparison.Ordinal)) : null;
            return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':') + 1)..].Trim();
        }
    }
}
