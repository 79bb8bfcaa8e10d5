using System.Diagnostics;
using System.Globalization;
using EqProp.Analog.Benchmarks.Machine;
using EqProp.Analog.Circuits;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Simulation;
using EqProp.Analog.Studies.Datasets;
using EqProp.Analog.Studies.Trials;

namespace EqProp.Analog.Benchmarks;

/// <summary>
/// Times a point of a study, many dies of 256-32-10 that learn generated digits for an epoch and are tested, beside the same dies one at a time, both as trials of a study in
/// one process: in turn on one thread, and on two threads over one. Arguments: <c>--smoke</c> few dies and examples; <c>--dies N</c> (1000); <c>--sample N</c> (20) dies that
/// run one at a time, whose time is scaled; <c>--examples N</c> an epoch (1000); <c>--pairs N</c> (5).
/// </summary>
internal static class StudyReport
{
    private static readonly int[] Batches = [1, 4, 20];

    public static int Run(string[] arguments)
    {
        arguments = Smoke.Take(arguments);
        int Option(string name, int usual, int smoke) =>
            Array.IndexOf(arguments, name) is var i and >= 0 ? int.Parse(arguments[i + 1], CultureInfo.InvariantCulture) : Smoke.IsOn ? smoke : usual;
        int dies = Option("--dies", 1000, 20), sample = Option("--sample", 20, 2), examples = Option("--examples", 1000, 20), pairs = Option("--pairs", 5, 1);
        Console.WriteLine(string.Join("\n", MachineLines.All()));
        Console.WriteLine(Text($"- lanes: {VectorWidthSelection.Name(VectorWidthSelection.Widest)}, single precision; 256-32-10 on generated digits, centered, 20 free and 2 x 8 nudged steps, 5 % of mismatch"));
        Console.WriteLine(Text($"- {dies} dies, one epoch of {examples} examples and a test of 100 each, fabrication included; one at a time: {sample} of these dies, time scaled; best of {pairs} interleaved pairs"));
        Console.WriteLine();
        Console.WriteLine("| batch | one at a time (s of the processor) | side by side | ratio of best | ratios of pairs | on the wall | two threads (s on the wall) | two over one |");
        Console.WriteLine("| ---: | ---: | ---: | ---: | --- | ---: | ---: | ---: |");
        foreach (int batch in Smoke.Some(Batches))
        {
            Report(batch, (dies, sample, examples), pairs);
        }

        return 0;
    }

    private static void Report(int batch, (int Dies, int Sample, int Examples) size, int pairs)
    {
        TrialPoint together = Point(batch, size.Examples), apart = Point(batch, size.Examples, """learning.earlyStop={"trainErrorPercent":0}""");
        ChipTrial onOne = Trial(1), onTwo = Trial(2);
        TrialSeeds[] all = Seeds(size.Dies), some = Seeds(size.Sample);
        RequireSame(onOne.Run(together, some, CancellationToken.None), onOne.Run(apart, some, CancellationToken.None));
        onTwo.Run(together, some, CancellationToken.None);
        var seen = new List<(Spent Apart, Spent Together, Spent Two)>();
        for (int pair = 0; pair < pairs; pair++)
        {
            seen.Add((Spend(() => onOne.Run(apart, some, CancellationToken.None)), Spend(() => onOne.Run(together, all, CancellationToken.None)),
                Spend(() => onTwo.Run(together, all, CancellationToken.None))));
        }

        double scale = (double)size.Dies / size.Sample, alone = scale * seen.Min(pair => pair.Apart.Processor), lanes = seen.Min(pair => pair.Together.Processor);
        string ratios = string.Join(" ", seen.Select(pair => Text($"{scale * pair.Apart.Processor / pair.Together.Processor:F1}")));
        double wall = seen.Min(pair => pair.Together.Wall), two = seen.Min(pair => pair.Two.Wall);
        Console.WriteLine(Text(
            $"| {batch} | {alone:F2} | {lanes:F2} | {alone / lanes:F1} | {ratios} | {wall:F2} | {two:F2} | {wall / two:F2} (pairs {seen.Max(pair => pair.Together.Wall / pair.Two.Wall):F2}) |"));
    }

    /// <summary>The same dies do the same either way, within rounding that may turn an answer or two.</summary>
    private static void RequireSame(IReadOnlyList<TrialOutcome> together, IReadOnlyList<TrialOutcome> apart)
    {
        double difference = together.Zip(apart, (a, b) => Math.Abs(a.Values[0] - b.Values[0])).Max();
        if (difference > 3)
        {
            throw new InvalidOperationException(Text($"Dies answer otherwise side by side: {difference} points."));
        }
    }

    // A rule by which a chip may stop early makes each run by itself; one epoch is over before it could act.
    private static TrialPoint Point(int batch, int examples, params string[] alone) => new(
        0,
        CircuitLoader.Load(
            TrainingCase.PresetFile("digits-leaky"),
            [
                "circuit.topology.layers=[256,32,10]", Text($"learning.batchSize={batch}"), Text($"learning.rates=[{0.025 * batch},{0.01 * batch}]"), Text($"learning.dataset.trainExamples={examples}"),
                "learning.dataset.testExamples=100", "learning.epochs=1",
                """circuit.fabrication={"variations":[{"parameter":"synapseGain","relativeSigma":0.05},{"parameter":"membraneCapacitance","relativeSigma":0.05}]}""",
                .. alone,
            ]),
        new TrialProtocol());

    private static ChipTrial Trial(int threads) => new(new DatasetLocation(), ["accuracyPercent"], new SimulationOptions { Threads = threads });

    private static TrialSeeds[] Seeds(int count) => [.. Enumerable.Range(0, count).Select(die => new TrialSeeds(die, 0, 1, 1))];

    private static Spent Spend(Action work)
    {
        using Process process = Process.GetCurrentProcess();
        TimeSpan began = process.TotalProcessorTime;
        long clock = Stopwatch.GetTimestamp();
        work();
        double wall = Stopwatch.GetElapsedTime(clock).TotalSeconds;
        process.Refresh();
        return new((process.TotalProcessorTime - began).TotalSeconds, wall);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private readonly record struct Spent(double Processor, double Wall);
}
