using System.Security.Cryptography;
using EqProp.Analog.Circuits;
using EqProp.Analog.Simulation;
using EqProp.Analog.Studies.Records;
using EqProp.Analog.Studies.Training;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Training;

/// <summary>Small runs that take a fraction of a second.</summary>
internal static class TrainingRuns
{
    /// <summary>Minibatches an epoch.</summary>
    public const int Minibatches = 10;

    /// <summary>Calls of the status an epoch: one a minibatch and one for the finished epoch.</summary>
    public const int Reports = Minibatches + 1;

    /// <summary>Epochs.</summary>
    public const int Epochs = 3;

    private static readonly string[] Small =
    [
        "learning.dataset.trainExamples=200", "learning.dataset.testExamples=50", "learning.batchSize=20", "learning.epochs=3",
        "learning.freePhase.steps=8", "learning.nudgedPhase.steps=3", "learning.evaluation.startExamples=30",
    ];

    /// <summary>A 256-16-10 network and 200 digits.</summary>
    public static ResolvedCircuit Digits(params string[] settings) =>
        Preset("digits-leaky", [.. Small, "circuit.topology.layers=[256,16,10]", .. settings]);

    /// <summary>A 2-12-2 network and 200 points; faster yet.</summary>
    public static ResolvedCircuit Moons(params string[] settings) => Preset(
        "two-moons",
        [.. Small, "circuit.topology.layers=[2,12,2]", "learning.evaluation.everyEpochs=1", "simulation.precision=single", .. settings]);

    public static ResolvedCircuit Preset(string name, params string[] settings) =>
        CircuitLoader.Load(RepositoryRoot.Combine("circuits", "presets", name + ".json"), settings);

    /// <summary>Options that report after every minibatch.</summary>
    public static TrainingOptions Options(string folder) => new()
    {
        Folder = folder,
        StatusSeconds = 0,
        Simulation = new SimulationOptions { Threads = 1 },
    };

    /// <summary>Trains in a new folder without a stop.</summary>
    public static RunRecord Train(ResolvedCircuit circuit, TrainingOptions options, Action<TrainingStatus>? status = null)
    {
        using TrainingSession session = TrainingSession.Start(circuit, options);
        return session.Run(status, CancellationToken.None);
    }

    /// <summary>Trains in a new folder until the given call of the status, and stops there.</summary>
    public static RunRecord TrainUntil(int report, ResolvedCircuit circuit, TrainingOptions options)
    {
        using TrainingSession session = TrainingSession.Start(circuit, options);
        return RunUntil(report, session);
    }

    /// <summary>
    /// Trains in a new folder; each stop is the call of the status at which a session is asked to stop (0: before its first
    /// minibatch), and a new session goes on from there.
    /// </summary>
    public static RunRecord TrainWithStops(IEnumerable<int> stops, ResolvedCircuit circuit, TrainingOptions options)
    {
        TrainingSession session = TrainingSession.Start(circuit, options);
        foreach (int stop in stops)
        {
            RunRecord record;
            using (session)
            {
                record = RunUntil(stop, session);
            }

            if (record.Status != RunStatus.Interrupted)
            {
                return record;
            }

            session = TrainingSession.Resume(circuit, options);
        }

        using (session)
        {
            return session.Run(null, CancellationToken.None);
        }
    }

    /// <summary>Everything that a run measured or left as weights, without wall time and places.</summary>
    public static string Outcome(RunRecord record, string folder)
    {
        RunRecord bare = record with
        {
            Tool = new ToolRecord("", ""),
            CircuitPath = null,
            Command = "",
            StartedUtc = default,
            Environment = null,
            ReportPath = null,
            Epochs = [.. record.Epochs!.Select(epoch => epoch with { Seconds = 0, EvaluationSeconds = 0 })],
        };
        string[] files = [RunFolder.InitialWeightsFile, RunFolder.WeightsFile];
        return string.Join('\n', files.Select(file => Hash(Path.Combine(folder, file))).Append(bare.ToJson()));
    }

    /// <summary>Content of every file of a folder.</summary>
    public static SortedDictionary<string, string> Snapshot(string folder) => new(
        Directory.GetFiles(folder).ToDictionary(file => Path.GetFileName(file), Hash), StringComparer.Ordinal);

    private static RunRecord RunUntil(int report, TrainingSession session)
    {
        using var source = new CancellationTokenSource();
        int left = report;
        void Stop()
        {
            if (left-- == 0)
            {
                source.Cancel();
            }
        }

        Stop();
        return session.Run(_ => Stop(), source.Token);
    }

    private static string Hash(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
}
