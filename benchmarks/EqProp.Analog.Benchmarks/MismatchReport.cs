using System.Globalization;
using EqProp.Analog.Benchmarks.Machine;
using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Simulation;
using EqProp.Analog.Studies.Datasets;

namespace EqProp.Analog.Benchmarks;

/// <summary>
/// What mismatch costs chips that learn by themselves: many dies of each class at once, beside the ideal chip of the same first weights and order. Arguments:
/// <c>--seeds N</c> (5); <c>--dies N</c> of each seed (16); <c>--epochs N</c> (10); <c>--examples N</c> (20000); <c>--smoke</c> hardly any.
/// </summary>
internal static class MismatchReport
{
    /// <summary>What is called nothing, in points of test error.</summary>
    private const double Margin = 0.5;

    /// <summary>Two-sided 95 % points of Student's distribution for 1, 2, ... degrees of freedom.</summary>
    private static readonly double[] Student = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093];

    private static readonly (string Name, bool Costs, string Fabrication)[] Classes =
    [
        ("conductance of a synapse both ways 30 %", false, Spread("synapseGain", 0.3)),
        ("conductance at zero both ways 50 nS", false, """{"parameter":"synapseOffset","absoluteSigma":"50 nS"}"""),
        ("slope of activations 30 %", false, Spread("activationGain", 0.3)),
        ("input offset of activations 100 mV", false, """{"parameter":"inputOffset","absoluteSigma":"100 mV"}"""),
        ("gain of what comes back to a neuron 30 %", true, Spread("feedbackGain", 0.3)),
        ("gain of one way of a synapse 30 %", true, Spread("synapseDirection", 0.3, ""","groups":["hidden 2","output"]""")),
        ("gain of one way of a synapse 100 %", true, Spread("synapseDirection", 1, ""","groups":["hidden 2","output"]""")),
    ];

    public static int Run(string[] arguments)
    {
        arguments = Smoke.Take(arguments);
        int Option(string name, int usual, int smoke) =>
            Array.IndexOf(arguments, name) is var i and >= 0 ? int.Parse(arguments[i + 1], CultureInfo.InvariantCulture) : Smoke.IsOn ? smoke : usual;
        int seeds = Option("--seeds", 5, 2), dies = Option("--dies", 16, 2), epochs = Option("--epochs", 10, 1), examples = Option("--examples", 20000, 40);
        ArgumentOutOfRangeException.ThrowIfLessThan(seeds, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(seeds, Student.Length + 1);
        Console.WriteLine(string.Join("\n", MachineLines.All()));
        Console.WriteLine(Text($"- 256-48-24-10 leaky integrators with summed currents on {examples} generated digits, {epochs} epochs, 10000 others to test; {seeds} seeds of first weights and order, {dies} dies each"));
        Console.WriteLine();
        Console.WriteLine(Text($"| mismatch | predicted | test error (%) | over the ideal chip (points) | 95 % interval over {seeds} seeds | spread of dies (points) | diverged | verdict |"));
        Console.WriteLine("| --- | --- | ---: | ---: | ---: | ---: | ---: | --- |");
        double[] ideal = [.. Enumerable.Range(1, seeds).Select(seed => Errors(null, seed, 1, epochs, examples).Errors[0])];
        Console.WriteLine(Text($"| none | | {ideal.Average():F2} | | | | 0 | |"));
        foreach ((string name, bool costs, string fabrication) in Smoke.Some(Classes))
        {
            (double[] Errors, int Diverged)[] learned = [.. Enumerable.Range(1, seeds).Select(seed => Errors(fabrication, seed, dies, epochs, examples))];
            double[] over = [.. learned.Select((seed, s) => seed.Errors.Average() - ideal[s])];
            double mean = over.Average(), half = Student[seeds - 2] * Deviation(over) / Math.Sqrt(seeds);
            string verdict = costs
                ? mean - half > Margin ? "held" : mean + half < Margin ? "did not hold" : "open"
                : Math.Abs(mean) + half < Margin ? "held" : Math.Abs(mean) - half > Margin ? "did not hold" : "open";
            Console.WriteLine(Text(
                $"| {name} | {(costs ? "costs" : "nothing")} | {learned.Average(seed => seed.Errors.Average()):F2} | {mean:+0.00;-0.00} | {mean - half:+0.00;-0.00} to {mean + half:+0.00;-0.00} | {learned.Average(seed => Deviation(seed.Errors)):F2} | {learned.Sum(seed => seed.Diverged)} | {verdict} |"));
        }

        return 0;
    }

    private static (double[] Errors, int Diverged) Errors(string? fabrication, int seed, int dies, int epochs, int examples)
    {
        string[] settings =
        [
            "circuit.topology.layers=[256,48,24,10]", "circuit.coupling.force=currentSumming", Text($"learning.dataset.trainExamples={examples}"),
            "learning.dataset.testExamples=10000", Text($"learning.epochs={epochs}"), Text($"learning.seed={seed}"), "learning.rates=[0.5,0.3,0.2]",
            "learning.initialization.weightScale=[0.5,0.5,0.3]", "learning.freePhase.steps=30", "learning.nudgedPhase.steps=12",
            .. fabrication is null ? (string[])[] : ["circuit.fabrication={\"variations\":[" + fabrication + "]}"],
        ];
        CircuitDescription description = CircuitLoader.Load(TrainingCase.PresetFile("digits-leaky"), settings).Description;
        Dataset data = DatasetCatalog.Load(description.Learning!.Dataset, new DatasetLocation());
        using var trainer = new EnsembleTrainer(description, [.. Enumerable.Range(seed * dies, dies)], data.Train, data.Classes, new SimulationOptions { Threads = 1 });
        trainer.Initialize();
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            trainer.RunEpoch();
        }

        IReadOnlyList<ChipScore> scores = trainer.Evaluate(data.Test);
        return ([.. scores.Select(score => score.ErrorPercent)], scores.Count(score => score.HasDiverged));
    }

    private static double Deviation(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / Math.Max(1, values.Length - 1));
    }

    private static string Spread(string parameter, double sigma, string groups = "") =>
        Text($$"""{"parameter":"{{parameter}}","distribution":"logNormal","relativeSigma":{{sigma}}""") + groups + "}";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
