using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace EqProp.Analog.Benchmarks;

/// <summary>
/// Times training epochs of the published 784-500-10 experiment on one thread and, when a PyTorch script of the same
/// experiment is named, its epochs in turn with ours, so that both see the same machine.
/// Arguments: <c>--data FOLDER --torch SCRIPT --torch-data FOLDER --pairs N --python PROGRAM</c>.
/// </summary>
internal static partial class EpochComparison
{
    private static readonly int[] Batches = [20, 500];

    public static int Run(string[] arguments)
    {
        string? Option(string name) => Array.IndexOf(arguments, name) is var i and >= 0 ? arguments[i + 1] : null;
        string? data = Option("--data") ?? Environment.GetEnvironmentVariable("EQPROP_DATA_DIR");
        string? torch = Option("--torch");
        int pairs = int.Parse(Option("--pairs") ?? "3", CultureInfo.InvariantCulture);
        double peak = FmaPeak.MeasureGflops();
        Console.WriteLine(Text($"measured FMA peak of one core: {peak:F1} GFLOP/s (single precision)"));
        Console.WriteLine("| batch | examples | seconds an epoch (best) | all | examples a second | dense GFLOP/s | share of FMA peak | PyTorch, seconds (best) | all | ratio of best |");
        Console.WriteLine("| ---: | ---: | ---: | --- | ---: | ---: | ---: | ---: | --- | ---: |");
        foreach (int batch in Batches)
        {
            using var training = new TrainingCase(batch, threads: 1, data);
            training.Trainer.RunEpoch();
            var ours = new List<double>();
            var theirs = new List<double>();
            for (int pair = 0; pair < pairs; pair++)
            {
                ours.Add(training.Trainer.RunEpoch().Seconds);
                if (torch is not null)
                {
                    theirs.Add(TorchEpoch(Option("--python") ?? "python3", torch, Option("--torch-data") ?? data!, batch));
                }
            }

            Print(batch, training, ours, theirs, peak);
        }

        return 0;
    }

    private static void Print(int batch, TrainingCase training, List<double> ours, List<double> theirs, double peak)
    {
        double best = ours.Min(), rate = training.Examples.Count / best, gflops = rate * TrainingCase.FlopsPerExample / 1e9;
        string torch = theirs.Count == 0 ? "| | | |" : Text($"| {theirs.Min():F2} | {List(theirs)} | {theirs.Min() / best:F2} |");
        Console.WriteLine(Text($"| {batch} | {training.Examples.Count} | {best:F2} | {List(ours)} | {rate:F0} | {gflops:F1} | {gflops / peak * 100:F0} % {torch}"));
    }

    /// <summary>Best of the script's own epoch times; the first epoch warms it up.</summary>
    private static double TorchEpoch(string python, string script, string data, int batch)
    {
        var start = new ProcessStartInfo(python, [script, data, "--batch", Text($"{batch}"), "--epochs", "2", "--threads", "1"]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{python} did not start.");
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        double[] seconds = [.. EpochSeconds().Matches(output).Select(m => double.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture))];
        return seconds.Length > 0 ? seconds.Min() : throw new InvalidOperationException($"{script} printed no epoch time.");
    }

    private static string List(List<double> seconds) => string.Join(" ", seconds.Select(s => Text($"{s:F2}")));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"epoch \d+: ([0-9.]+) s")]
    private static partial Regex EpochSeconds();
}
