using EqProp.Analog.Numerics.RandomStreams;
using EqProp.Analog.Studies.Designs;
using EqProp.Analog.Studies.Plans;
using EqProp.Analog.Studies.Shards;
using EqProp.Analog.Studies.Tables;
using EqProp.Analog.Studies.Trials;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Designs.Reports;

/// <summary>Studies whose chips are formulas: plans are real, results look like those of chips.</summary>
internal static class MadeUpStudies
{
    private static readonly TrialMeasure Accuracy = new("accuracyPercent", "%", "Test examples answered rightly at the end", true);
    private static readonly TrialMeasure Joules = new("joulesPerInference", "J", "Energy of an inference of this die", false);
    private static readonly TrialMeasure Residual = new("residualMax", "swings a time constant", "How fast the fastest neuron still moves", false);
    private static readonly TrialMeasure Epochs = new("epochs", "", "Epochs of the chip's own learning");

    private const string Axis2 = """{ "name": "sigma", "path": "learning.beta", "values": [0.02, 0.05, 0.1, 0.2, 0.4] }""";
    private const string Capacitance = """{ "path": "circuit.neurons.membraneCapacitance", "from": "0.1 pF", "to": "10 pF", "count": 7, "spacing": "logarithmic" }""";
    private const string Origin = """{ "name": "weights", "levels": [{ "name": "learned on the chip", "set": ["trial.weights=learned"] }, { "name": "copied", "set": ["trial.weights=copied"] }] }""";
    private const string Good = """, "yield": { "measure": "accuracyPercent", "atLeast": 95 }""";

    /// <summary>256 chips of one circuit.</summary>
    public static (StudyPlan Plan, StudyTable Table) OnePoint() => Make(
        $$"""{ "name": "Yield of one circuit", "samples": { "dies": 256 } {{Good}} }""", [Accuracy, Joules],
        (_, seeds, draw) => Values(96.4 + 1.2 * draw(seeds.Die), 2e-9 * Math.Exp(0.05 * draw(seeds.Die + 1000))), seeds => seeds.Die % 60 == 7 ? "voltages ran away" : null);

    /// <summary>Mismatch by where weights come from.</summary>
    public static (StudyPlan Plan, StudyTable Table) Origins() => Make(
        $$"""{ "name": "Learned against copied weights", "description": "How much does learning on the chip buy back?", "axes": [{{Axis2}}, {{Origin}}], "samples": { "dies": 64 } {{Good}} }""", [Accuracy, Residual],
        (point, seeds, draw) => Values(
            97 - 2 * point.Numbers[0] * 10 * (point.Values[1] == "copied" ? 1.4 : 0.25) * Math.Abs(1 + 0.5 * draw(seeds.Die)), 0.01 * Math.Exp(draw(seeds.Die + 99))),
        seeds => seeds.Die == 13 ? "voltages ran away in epoch 3, \"hidden\" <1>" : null);

    /// <summary>A grid of two numbers: capacitance against mismatch, with joules.</summary>
    public static (StudyPlan Plan, StudyTable Table) Capacitances() => Make(
        $$"""{ "name": "Capacitor area", "axes": [{{Capacitance}}, {{Axis2}}], "samples": { "dies": 24 } {{Good}} }""", [Accuracy, Joules, Epochs],
        (point, seeds, draw) => Values(
            98 - 3 * point.Numbers[1] / Math.Sqrt(point.Numbers[0] / 1e-13) * 10 * Math.Abs(1 + 0.4 * draw(seeds.Die)) - 0.3 * Math.Log10(point.Numbers[0] / 1e-13),
            1e-9 * (0.3 + point.Numbers[0] / 1e-12) * Math.Exp(0.03 * draw(seeds.Die + 999)), 10));

    /// <summary>Saltelli's scheme over four fields, the last of which does nothing.</summary>
    public static (StudyPlan Plan, StudyTable Table) Saltelli() => Make(
        $$"""{ "name": "Where to spend silicon", "axes": [{{Fields}}], "design": { "kind": "saltelli", "points": 512 } }""", [Accuracy],
        (point, _, draw) => Values(Bench(point) + 0.05 * draw(1)));

    /// <summary>One field at a time.</summary>
    public static (StudyPlan Plan, StudyTable Table) OneAtATime() => Make(
        $$"""{ "name": "One at a time", "axes": [{{Fields.Replace("\"to\"", "\"count\": 5, \"to\"", StringComparison.Ordinal)}}], "design": { "kind": "oneAtATime" }, "samples": { "dies": 32 } {{Good}} }""", [Accuracy],
        (point, seeds, draw) => Values(Bench(point) + 0.6 * draw(seeds.Die)));

    /// <summary>Many points of a Latin hypercube.</summary>
    public static (StudyPlan Plan, StudyTable Table) Hypercube(int points) => Make(
        $$"""{ "name": "Hypercube", "axes": [{{Fields}}], "design": { "kind": "latinHypercube", "points": {{points}} }, "samples": { "dies": 4 } {{Good}} }""", [Accuracy, Joules],
        (point, seeds, draw) => Values(Bench(point) + 0.4 * draw(seeds.Die), 1e-9 * point.Numbers[0] / 1e-12 * Math.Exp(0.1 * draw(seeds.Die + 5))),
        seeds => null);

    /// <summary>Three axes of which two are names, no yield, five seeds of learning on one die.</summary>
    public static (StudyPlan Plan, StudyTable Table) TimeConstants()
    {
        const string Distribution = """{ "name": "distribution", "levels": [{ "name": "scalar", "set": [] }, { "name": "uniform", "set": ["learning.epochs=11"] }, { "name": "truncated normal", "set": ["learning.epochs=12"] }, { "name": "log-normal", "set": ["learning.epochs=13"] }, { "name": "gamma", "set": ["learning.epochs=14"] }] }""";
        const string Setting = """{ "name": "setting", "levels": [{ "name": "784-500-10", "set": [] }, { "name": "784-500-500-10", "set": ["learning.batchSize=10"] }] }""";
        const string Variation = """{ "name": "variation", "path": "simulation.epsilon", "values": [0.1, 0.3, 0.5, 0.7] }""";
        return Make(
            $$"""{ "name": "Unlike time constants", "axes": [{{Distribution}}, {{Variation}}, {{Setting}}], "samples": { "learningSeeds": 5 } }""", [Accuracy, Residual],
            (point, seeds, draw) => Values(
                (point.Values[2] == "784-500-10" ? 97.9 : 96.2) - 0.8 * point.Numbers[1] * (point.Values[0].Length % 5) + 0.08 * draw(seeds.Learning), 1e-3 * Math.Exp(draw(seeds.Learning + 77))));
    }

    private const string Fields = """
        { "name": "capacitance", "path": "circuit.neurons.membraneCapacitance", "from": "0.1 pF", "to": "10 pF", "spacing": "logarithmic" },
        { "path": "learning.beta", "from": 0.05, "to": 1 }, { "path": "circuit.process.temperature", "from": "250 K", "to": "380 K" }, { "name": "step", "path": "simulation.epsilon", "from": 0.1, "to": 0.4 }
        """;

    // Interaction of capacitance and beta, a little temperature, no step.
    private static double Bench(PlanPoint point)
    {
        double capacitance = Math.Log10(point.Numbers[0] / 1e-13) / 2, beta = point.Numbers[1], temperature = (point.Numbers[2] - 250) / 130;
        return 93 + 3 * capacitance - 2 * (beta - 0.5) * (beta - 0.5) * (1 - capacitance) * 4 - 0.8 * temperature;
    }

    private static double[] Values(params double[] values) => values;

    /// <summary>Plans a study and makes its table from a formula of point, seeds and normal numbers by name.</summary>
    public static (StudyPlan Plan, StudyTable Table) Make(
        string json, IReadOnlyList<TrialMeasure> measures, Func<PlanPoint, TrialSeeds, Func<int, double>, double[]> outcome, Func<TrialSeeds, string?>? failure = null)
    {
        string presets = RepositoryRoot.Combine("circuits", "presets");
        Study study = StudyLoader.Parse(json.Insert(1, "\"schemaVersion\": 1, \"circuit\": \"ideal-chip\","), Path.Combine(presets, "study.json"), presets: presets);
        StudyPlan plan = Planner.Make(study, new MadeUpTrial(measures));
        PacketResult[] packets = [.. Enumerable.Range(0, plan.Packets).Select(index =>
        {
            Packet packet = plan.PacketAt(index);
            return new PacketResult(index, [.. Enumerable.Range(packet.First, packet.Trials).Select(trial =>
            {
                TrialSeeds seeds = plan.SeedsOf(packet.Point, trial);
                double Draw(int name) => new RandomStream(name, StreamPurpose.Study, (ulong)packet.Point, 5).NextGaussian();
                return failure?.Invoke(seeds) is { } reason
                    ? new TrialOutcome([.. measures.Select(_ => double.NaN)], reason)
                    : new TrialOutcome(outcome(plan.Points[packet.Point], seeds, Draw));
            })]);
        })];
        return (plan, TableBuilder.Build(plan, packets));
    }

    private sealed class MadeUpTrial(IReadOnlyList<TrialMeasure> measures) : ITrial
    {
        public IReadOnlyList<TrialMeasure> Measures { get; } = measures;

        public IReadOnlyList<TrialOutcome> Run(TrialPoint point, IReadOnlyList<TrialSeeds> seeds, CancellationToken stop) => throw new NotSupportedException();
    }
}
