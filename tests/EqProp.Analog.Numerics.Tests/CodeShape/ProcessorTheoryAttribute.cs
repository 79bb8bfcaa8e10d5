using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace EqProp.Analog.Numerics.Tests.CodeShape;

/// <summary>Instructions that generated code is looked at for.</summary>
public enum Instructions
{
    Avx2,
    Avx512,
}

/// <summary>
/// A test of the code generated for instructions that the processor has; skipped where it has not, whatever the settings of
/// this process hide.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ProcessorTheoryAttribute : TheoryAttribute
{
    public ProcessorTheoryAttribute(Instructions needed)
    {
        if (!Has(needed))
        {
            Skip = $"Needs a processor with {needed}.";
        }
    }

    private static bool Has(Instructions needed)
    {
        const string List = "/proc/cpuinfo";
        if (RuntimeInformation.ProcessArchitecture == Architecture.X64 && File.Exists(List))
        {
            string flag = needed == Instructions.Avx512 ? " avx512f " : " avx2 ";
            return File.ReadLines(List).Any(line => line.StartsWith("flags", StringComparison.Ordinal) && line.Contains(flag, StringComparison.Ordinal));
        }

        return needed == Instructions.Avx512 ? Vector512.IsHardwareAccelerated : Avx2.IsSupported;
    }
}
