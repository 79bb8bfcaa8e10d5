using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using EqProp.Analog.Benchmarks.Cases;
using EqProp.Analog.Benchmarks.Kernels;
using EqProp.Analog.Benchmarks.Machine;

namespace EqProp.Analog.Benchmarks.Tables;

/// <summary>A column that follows from the work of a benchmark and its fastest iteration.</summary>
/// <param name="name">Head of the column.</param>
/// <param name="legend">What it says.</param>
/// <param name="priority">Place among its kind.</param>
/// <param name="text">The entry for the work of one call and the seconds that the call took.</param>
internal sealed class WorkColumn(string name, string legend, int priority, Func<Work, double, string> text) : IColumn
{
    private const string Nothing = "-";

    /// <summary>Rate, share of the limit, and the limit.</summary>
    public static IColumn[] All { get; } =
    [
        new WorkColumn("Rate", "work of the fastest iteration a second", 0, Rate),
        new WorkColumn("Share", "rate over limit", 1, Share),
        new WorkColumn("Limit", "what one core can do at most, measured in the same run: multiply-adds, or reading what the cache level holds", 2, Limit),
    ];

    public string Id => $"{nameof(WorkColumn)}.{name}";

    public string ColumnName => name;

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => priority;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public string Legend => legend;

    public bool IsAvailable(Summary summary) => true;

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase) => GetValue(summary, benchmarkCase, summary.Style);

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) =>
        WorkOf(benchmarkCase) is { } work && summary[benchmarkCase]?.ResultStatistics is { } statistics
            ? text(work, statistics.Min * 1e-9)
            : Nothing;

    private static Work? WorkOf(BenchmarkCase benchmarkCase)
    {
        object benchmarks = Activator.CreateInstance(benchmarkCase.Descriptor.Type)!;
        foreach (var parameter in benchmarkCase.Parameters.Items)
        {
            benchmarks.GetType().GetProperty(parameter.Name)!.SetValue(benchmarks, parameter.Value);
        }

        return (benchmarks as ICountedWork)?.Work;
    }

    private static string Rate(Work work, double seconds)
    {
        string unit = work.Unit switch { WorkUnit.Bytes => "GB/s", WorkUnit.Elements => "G/s", _ => "GFLOP/s" };
        return Text($"{work.Amount / seconds / 1e9:G3} {unit}");
    }

    private static string Share(Work work, double seconds) => work.Unit switch
    {
        WorkUnit.FloatOperations or WorkUnit.DoubleOperations => Text($"{work.Amount / seconds / 1e9 / FmaPeakOf(work) * 100:F0} %"),
        _ when work.Bytes > 0 => Text($"{work.Bytes / seconds / 1e9 / MachinePeaks.OfThisRun.ReadGigabytes(LevelOf(work)) * 100:F0} %"),
        _ => Nothing,
    };

    private static string Limit(Work work, double seconds) => work.Unit switch
    {
        WorkUnit.FloatOperations => Text($"float FMA {FmaPeakOf(work):F0} GFLOP/s"),
        WorkUnit.DoubleOperations => Text($"double FMA {FmaPeakOf(work):F0} GFLOP/s"),
        _ when work.Bytes > 0 => Text($"{LevelOf(work).Name} read {MachinePeaks.OfThisRun.ReadGigabytes(LevelOf(work)):F0} GB/s"),
        _ => Nothing,
    };

    private static double FmaPeakOf(Work work) =>
        work.Unit == WorkUnit.FloatOperations ? MachinePeaks.OfThisRun.FloatGflops : MachinePeaks.OfThisRun.DoubleGflops;

    private static CacheLevel LevelOf(Work work) => CacheSizes.Holding(work.WorkingSet);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
