using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Order;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using EqProp.Analog.Benchmarks.Machine;

namespace EqProp.Analog.Benchmarks.Tables;

/// <summary>
/// Hands the command line to BenchmarkDotNet, with columns for rates and their limits and one Markdown page for each
/// class of benchmarks in the folder that <c>--artifacts</c> names. <c>--smoke</c> runs one size of each kernel.
/// </summary>
internal static class KernelTables
{
    /// <summary>Processes that run benchmarks inherit it, so that a few warm-up iterations meet optimized code.</summary>
    private const string OptimizeSooner = "DOTNET_TC_CallCountingDelayMs";

    public static int Run(string[] arguments)
    {
        string[] rest = Smoke.Take(arguments);
        Environment.SetEnvironmentVariable(OptimizeSooner, "10");
        Console.WriteLine(string.Join("\n", MachineLines.All()));
        Summary[] summaries = [.. BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(rest, Config())];
        Console.WriteLine(string.Join("\n", MachineLines.Peaks()));
        bool allRan = summaries.Length > 0 && summaries.All(s => !s.HasCriticalValidationErrors && s.Reports.All(r => r.Success));
        return allRan ? 0 : 1;
    }

    private static ManualConfig Config() => ManualConfig.CreateEmpty()
        .AddLogger(ConsoleLogger.Default)
        .AddColumnProvider(DefaultColumnProviders.Instance)
        .AddColumn(StatisticColumn.Min)
        .AddColumn(WorkColumn.All)
        .WithBuildTimeout(TimeSpan.FromMinutes(10))
        .WithOrderer(new DefaultOrderer(SummaryOrderPolicy.Declared))
        .AddExporter(MarkdownExporter.GitHub)
        .AddAnalyser([.. DefaultConfig.Instance.GetAnalysers()])
        .AddValidator([.. DefaultConfig.Instance.GetValidators()]);
}
