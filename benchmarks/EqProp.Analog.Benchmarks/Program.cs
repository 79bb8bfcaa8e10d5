using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace EqProp.Analog.Benchmarks;

internal static class Program
{
    /// <summary><c>epoch [...]</c> times whole training epochs, <c>every-float</c> measures errors; anything else goes to BenchmarkDotNet.</summary>
    private static int Main(string[] arguments)
    {
        if (arguments is ["epoch", .. string[] rest])
        {
            return EpochComparison.Run(rest);
        }

        if (arguments is ["every-float"])
        {
            return EveryFloat.Run();
        }

        Summary[] summaries = [.. BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(arguments)];
        bool allRan = summaries.Length > 0 && summaries.All(s => !s.HasCriticalValidationErrors && s.Reports.All(r => r.Success));
        return allRan ? 0 : 1;
    }
}
