using EqProp.Analog.Benchmarks.Tables;

namespace EqProp.Analog.Benchmarks;

internal static class Program
{
    /// <summary>What the first argument may name; the rest of the arguments go to it.</summary>
    private static readonly Dictionary<string, Func<string[], int>> Modes = new()
    {
        ["epoch"] = EpochComparison.Run,
        ["ensemble"] = EnsembleReport.Run,
        ["every-float"] = EveryFloat.Run,
        ["learning-dies"] = LearningDiesReport.Run,
        ["metering"] = MeteringReport.Run,
        ["mismatch"] = MismatchReport.Run,
        ["ngspice"] = NgspiceReport.Run,
        ["noise"] = NoiseReport.Run,
        ["peaks"] = BarTable.Run,
        ["random-words"] = _ => RandomWords.Run(),
        ["rings"] = RingReport.Run,
        ["settle"] = SettleReport.Run,
        ["steady-state"] = SteadyStateReport.Run,
        ["study"] = StudyReport.Run,
    };

    /// <summary>Runs the mode that the first argument names; anything else goes to BenchmarkDotNet.</summary>
    private static int Main(string[] arguments) =>
        arguments is [string name, .. string[] rest] && Modes.TryGetValue(name, out Func<string[], int>? mode)
            ? mode(rest)
            : KernelTables.Run(arguments);
}
