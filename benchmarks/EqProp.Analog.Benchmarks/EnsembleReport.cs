using System.Diagnostics;
using System.Globalization;
using EqProp.Analog.Numerics.Ensembles;
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
    private const double SettleTime = 10;
    private const int Checkpoints = 20;
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
            double[][][] references = [.. Enumerable.Range(0, Math.Min(ChipsCompared, counts.Min())).Select(c => new DrawnChip(c, neurons).Reference(SettleTime / Checkpoints, Checkpoints))];
            foreach (int chips in counts)
            {
                foreach (Candidate candidate in Candidates())
                {
                    Print(neurons, chips, candidate, width.Width, references, samples);
                }
            }
        }

        return 0;
    }

    private static IEnumerable<Candidate> Candidates()
    {
        yield return new("Runge-Kutta 4", EnsembleMethod.Fixed(RungeKuttaTableau.Classical4), 0.25);
        yield return new("Tsitouras 5", EnsembleMethod.Fixed(RungeKuttaTableau.Tsitouras5), 0.5);
        yield return new("Bogacki-Shampine 3(2), own steps, 1e-4", EnsembleMethod.Adaptive(RungeKuttaTableau.BogackiShampine3, new(1e-4, 0)), 0.25);
        yield return new("Tsitouras 5(4), own steps, 2e-3", EnsembleMethod.Adaptive(RungeKuttaTableau.Tsitouras5, new(2e-3, 0)), 0.25);
        yield return new("Tsitouras 5(4), own steps, 1e-3", EnsembleMethod.Adaptive(RungeKuttaTableau.Tsitouras5, new(1e-3, 0)), 0.25);
    }

    private static void Print(int neurons, int chips, Candidate candidate, VectorWidth width, double[][][] references, int samples)
    {
        using var ensemble = new EnsembleCase(neurons, chips, candidate.Method, candidate.NominalStep, width);
        int steps = (int)Math.Round(SettleTime / candidate.NominalStep);
        double error = LargestError(ensemble, steps, candidate.Method.Tolerance is not null, references);
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
        string step = candidate.Method.Tolerance is null ? Text($"{candidate.NominalStep}") : Text($"{SettleTime / stepsTaken:F2} (mean)");
        Console.WriteLine(Text(
            $"| {neurons} | {chips} | {candidate.Name} | {step} | {stepsTaken:F1} | {error:E1} | {best / chips * 1e6:F2} | {bestProcessor / chips * 1e6:F2} | {flops / bestProcessor / 1e9:F1} |"));
    }

    /// <summary>
    /// Over chips, neurons and times. Steps of a chip's own end at the last time only, so each time gets a run from the start.
    /// </summary>
    private static double LargestError(EnsembleCase ensemble, int steps, bool ownSteps, double[][][] references)
    {
        double largest = 0;
        ensemble.StartAtZero();
        for (int checkpoint = 1; checkpoint <= Checkpoints; checkpoint++)
        {
            if (ownSteps)
            {
                ensemble.Settle(steps * checkpoint / Checkpoints);
            }
            else
            {
                ensemble.Continue(steps / Checkpoints);
            }

            for (int chip = 0; chip < references.Length; chip++)
            {
                double[] expected = references[chip][checkpoint - 1];
                float[] states = ensemble.States(chip);
                for (int i = 0; i < states.Length; i++)
                {
                    largest = Math.Max(largest, Math.Abs(states[i] - expected[i]));
                }
            }
        }

        return largest;
    }

    private static int[] Numbers(string list) => [.. list.Split(',').Select(n => int.Parse(n, CultureInfo.InvariantCulture))];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record Candidate(string Name, EnsembleMethod Method, double NominalStep);
}
