using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using EqProp.Analog.Benchmarks.Tables;

namespace EqProp.Analog.Benchmarks;

internal static class Program
{
    /// <summary>What the first argument may name; the rest of the arguments go to it.</summary>
    private static readonly Dictionary<string, Func<string[], int>> Modes = new()
    {
        ["epoch"] = EpochComparison.Run,
        ["peaks"] = BarTable.Run,
    };

    /// <summary>Runs the mode that the first argument names; anything else goes to BenchmarkDotNet.</summary>
    private static int Main(string[] arguments)
    {
        if (arguments is [string name, .. string[] rest] && Modes.TryGetValue(name, out Func<string[], int>? mode))
        {
            return mode(rest);
        }

        Summary[] summaries = [.. BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(arguments)];
        bool allRan = summaries.Length > 0 && summaries.All(s => !s.HasCriticalValidationErrors && s.Reports.All(r => r.Success));
        return allRan ? 0 : 1;
    }
}
