using System.Text.Json.Nodes;
using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Records;
using EqProp.Analog.Studies.Reports;

namespace EqProp.Analog.Tests.Reports;

/// <summary>Made-up run results of the size of a real run.</summary>
internal static class ReportSamples
{
    public static DimensionlessMap Map { get; } = new(new NeuronBlock { MembraneCapacitance = 1e-12, LeakConductance = 1e-6 });

    public static RunRecord Record(int epochs = 12) => new()
    {
        Tool = new ToolRecord("eqprop", "0.1.0"),
        CircuitName = "digits-784-512-10",
        CircuitHash = "b1946ac92492d2347c6235b4d2611184b1946ac92492d2347c6235b4d2611184",
        CircuitPath = "circuits/presets/digits.json",
        Seed = 7,
        Command = "eqprop train circuits/presets/digits.json --set 'learning.epochs=12' --seed 7",
        StartedUtc = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc),
        Status = RunStatus.Completed,
        Dataset = new DatasetRecord
        {
            Name = "digits",
            TrainExamples = 50000,
            ValidationExamples = 10000,
            TestExamples = 10000,
            Inputs = 784,
            Classes = 10,
        },
        Epochs = [.. Enumerable.Range(1, epochs).Select(Epoch)],
        Test = new TestRecord
        {
            Examples = 10000,
            AccuracyPercent = 97.78,
            ErrorPercent = 2.22,
            Cost = 0.0213,
            Confusion = Confusion(),
            FreeResidualMax = 0.0132,
            FreeResidualMean = 0.00041,
            MeanSteps = 20,
        },
        StartSensitivity = new StartSensitivityRecord
        {
            Set = "test",
            Examples = 1000,
            ChangedFromStoredPercent = 0.1,
            ChangedFromRandomPercent = 0.4,
            ErrorFromZeroPercent = 2.2,
            ErrorFromStoredPercent = 2.1,
            ErrorFromRandomPercent = 2.4,
        },
        Units = [new UnitGroupRecord("hidden 1", 512, 31, 4), new UnitGroupRecord("outputs", 10, 0, 0)],
        SettlingTimeSeconds = 6.4e-6,
        Phase = new PhaseRecord { FreeSteps = 20, NudgedSteps = 4, FreeSeconds = 1e-5, NudgedSeconds = 2e-6, TimeConstantSeconds = 1e-6 },
        Environment = new EnvironmentRecord("A processor", 256, 2, "single", ".NET 10.0.0"),
        ReportPath = "report.html",
    };

    public static ReportData Data() => new()
    {
        Record = Record(),
        Circuit = new JsonObject { ["name"] = "digits-784-512-10", ["note"] = "a < b & c" },
        Waveforms = [Waveforms()],
        Histograms = [Histogram("inputs to hidden 1", 20000, 1), Histogram("hidden 1 to outputs", 5120, 2)],
        Mistakes = [.. Enumerable.Range(0, 8).Select(Mistake)],
    };

    public static WaveformSet Waveforms(int traces = 10)
    {
        double[] times = [.. Enumerable.Range(0, 241).Select(i => i * 5e-8)];
        return new WaveformSet
        {
            Title = "Test example 0, class 7",
            TimesSeconds = times,
            Traces = [.. Enumerable.Range(0, traces).Select(k => new WaveformTrace(
                $"outputs[{k}]", [.. times.Select(t => Map.ToVolts(Level(k) * (1 - Math.Exp(-t / (1e-6 * (1 + 0.2 * k)))) + Nudge(k, t)))]))],
            Phases = [new WaveformPhase("free phase", 0, 1e-5, Nudged: false), new WaveformPhase("nudged, \u03b2 = 0.5", 1e-5, 1.2e-5, Nudged: true)],
        };
    }

    private static double Level(int trace) => trace == 7 ? 0.9 : 0.12 * ((trace * 5) % 7) / 7.0;

    private static double Nudge(int trace, double time) =>
        time < 1e-5 ? 0 : ((trace == 7 ? 1 : 0) - Level(trace)) * 0.33 * (1 - Math.Exp(-(time - 1e-5) / 6e-7));

    private static EpochRecord Epoch(int epoch) => new()
    {
        Epoch = epoch,
        TrainErrorPercent = 1.1 + 11 * Math.Exp(-epoch / 2.5),
        ValidationErrorPercent = 2.3 + 5 * Math.Exp(-epoch / 2.5),
        TestErrorPercent = epoch % 2 == 0 ? 2.2 + 5 * Math.Exp(-epoch / 2.5) : null,
        TrainCost = 0.01 + 0.1 * Math.Exp(-epoch / 2.5),
        FreeResidualMax = 0.01 + 0.001 * epoch,
        FreeResidualMean = 0.0004,
        TestFreeResidualMax = epoch % 2 == 0 ? 0.125 : null,
        TestFreeResidualMean = epoch % 2 == 0 ? 0.0005 : null,
        Seconds = 41.25 + epoch,
        EvaluationSeconds = 3.5,
        RateFactor = Math.Pow(0.9, epoch - 1),
    };

    private static int[][] Confusion() =>
        [.. Enumerable.Range(0, 10).Select(r => (int[])[.. Enumerable.Range(0, 10).Select(c => r == c ? 960 + r * 4 : (r * 7 + c * 3) % 11 > 5 ? (r * c) % 13 : 0)])];

    private static WeightHistogram Histogram(string name, int count, int seed)
    {
        var random = new Random(seed);
        double[] before = [.. Enumerable.Range(0, count).Select(_ => (random.NextDouble() - 0.5) * 0.4)];
        double[] after = [.. before.Select(w => w * 0.9 + 0.12 * (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5))];
        return WeightHistogram.Of(name, before, after, Map);
    }

    private static MistakePicture Mistake(int index) => new()
    {
        Example = 1000 + index * 321,
        Width = 28,
        Height = 28,
        Pixels = [.. Enumerable.Range(0, 784).Select(p => (byte)(255 * Math.Exp(-Math.Pow(Math.Sqrt(Math.Pow(p % 28 - 14, 2) + Math.Pow(p / 28 - 14, 2)) - 5 - index % 3, 2) / 3)))],
        Label = index,
        Answer = (index + 3) % 10,
        Confidence = 0.91 - 0.05 * index,
    };
}
