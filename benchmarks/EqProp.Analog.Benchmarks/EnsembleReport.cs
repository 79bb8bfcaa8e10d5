using System.Diagnostics;
using System.Globalization;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Benchmarks;

/// <summary>
/// Times settles of 10 tau of ensembles of fully connected chips on one core, and compares states along the way with a
/// double-precision reference. Arguments: <c>--samples N</c> settles, and at least a second of them, of which the best
/// counts; <c>--width W</c> as in EQPROP_VECTOR_WIDTH; <c>--neurons</c> and <c>--chips</c> with numbers between commas.
/// </summary>
internal static class EnsembleReport
{
    private const int ChipsCompared = 32;

    public static int Run(string[] arguments)
    {
        string? Option(string name) => Array.IndexOf(arguments, name) is var i and >= 0 ? arguments[i + 1] : null;
        int samples = int.Parse(Option("--samples") ?? "20", CultureInfo.InvariantCulture);
        VectorWidthSelection width = VectorWidthSelection.Choose(Option("--width"));
        int[] sizes = Numbers(Option("--neurons") ?? "16,64,128"), counts = Numbers(Option("--chips") ?? "256,1024");
        double peak = FmaPeak.MeasureGflops();
        Console.WriteLine(Text($"measured FMA peak of one core: {peak:F1} GFLOP/s (single precision); lanes: {VectorWidthSelection.Name(width.Width)}"));
        Console.WriteLine("| neurons | chips | method | step, tau | steps a chip | largest error | us a settle a chip | the same in processor time | GFLOP/s of processor time |");
        Console.WriteLine("| ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (int neurons in sizes)
        {
            var reference = new EnsembleReference(neurons, Math.Min(ChipsCompared, counts.Min()));
            foreach (int chips in counts)
            {
                foreach (EnsembleCandidate candidate in EnsembleCandidate.All)
                {
                    Print(neurons, chips, candidate, width.Width, reference, samples);
                }
            }
        }

        return 0;
    }

    private static void Print(int neurons, int chips, EnsembleCandidate candidate, VectorWidth width, EnsembleReference reference, int samples)
    {
        using var ensemble = new EnsembleCase(neurons, chips, candidate.Method, candidate.NominalStep, width);
        int steps = candidate.Steps;
        double error = reference.LargestError(ensemble, candidate);
        double best = double.PositiveInfinity, bestProcessor = double.PositiveInfinity, stepsTaken = 0;
        var all = Stopwatch.StartNew();
        for (int sample = 0; sample < samples || all.Elapsed.TotalSeconds < 1; sample++)
        {
            ensemble.StartAtZero();
            TimeSpan processorBefore = Environment.CpuUsage.TotalTime;
            long began = Stopwatch.GetTimestamp();
            RelaxationResult result = ensemble.Continue(steps);
            best = Math.Min(best, Stopwatch.GetElapsedTime(began).TotalSeconds);
            bestProcessor = Math.Min(bestProcessor, (Environment.CpuUsage.TotalTime - processorBefore).TotalSeconds);
            stepsTaken = result.Steps.Average();
        }

        double products = 1 + stepsTaken * candidate.Method.Tableau!.Stages.Count;
        double flops = 2.0 * neurons * neurons * products * chips;
        string step = !candidate.HasOwnSteps ? Text($"{candidate.NominalStep}") : Text($"{EnsembleReference.SettleTime / stepsTaken:F2} (mean)");
        Console.WriteLine(Text(
            $"| {neurons} | {chips} | {candidate.Name} | {step} | {stepsTaken:F1} | {error:E1} | {best / chips * 1e6:F2} | {bestProcessor / chips * 1e6:F2} | {flops / bestProcessor / 1e9:F1} |"));
    }

    private static int[] Numbers(string list) => [.. list.Split(',').Select(n => int.Parse(n, CultureInfo.InvariantCulture))];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
