using System.Security.Cryptography;
using System.Text.Json.Nodes;
using EqProp.Analog.Circuits;
using EqProp.Analog.Simulation;
using EqProp.Analog.Studies.Records;
using EqProp.Analog.Studies.Training;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Cli.Tests.Training;

/// <summary>A 256-16-10 network that learns 200 digits, and what its run left.</summary>
internal static class SmallRun
{
    /// <summary>Arguments that train it for some epochs.</summary>
    public static string[] Arguments(string folder, int epochs) =>
        ["train", "digits-leaky", "--out", folder, "--threads", "1", .. Settings(epochs).SelectMany(setting => new[] { "--set", setting })];

    /// <summary>Trains it within this process until a minibatch of the first epoch.</summary>
    public static void MakeInterrupted(string folder, int epochs, params string[] settings)
    {
        ResolvedCircuit circuit = CircuitLoader.Load(
            RepositoryRoot.Combine("circuits", "presets", "digits-leaky.json"), [.. Settings(epochs), .. settings]);
        var options = new TrainingOptions { Folder = folder, StatusSeconds = 0, Simulation = new SimulationOptions { Threads = 1 } };
        using var stop = new CancellationTokenSource();
        using TrainingSession session = TrainingSession.Start(circuit, options);
        session.Run(_ => stop.Cancel(), stop.Token);
    }

    /// <summary>Everything that a run measured or left as weights, without wall time and places.</summary>
    public static string Outcome(string folder)
    {
        JsonObject record = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, RunFolder.RecordFile)))!.AsObject();
        foreach (string member in (string[])["tool", "command", "startedUtc", "environment", "circuitPath", "reportPath"])
        {
            record.Remove(member);
        }

        foreach (JsonNode? epoch in record["epochs"]!.AsArray())
        {
            epoch!.AsObject().Remove("seconds");
            epoch.AsObject().Remove("evaluationSeconds");
        }

        return Snapshot(folder)[RunFolder.WeightsFile] + record.ToJsonString();
    }

    /// <summary>SHA-256 of every file of a folder.</summary>
    public static SortedDictionary<string, string> Snapshot(string folder) => new(
        Directory.GetFiles(folder).ToDictionary(
            file => Path.GetFileName(file), file => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))),
        StringComparer.Ordinal);

    private static string[] Settings(int epochs) =>
    [
        "circuit.topology.layers=[256,16,10]", "learning.dataset.trainExamples=200", "learning.dataset.testExamples=50",
        "learning.freePhase.steps=8", "learning.nudgedPhase.steps=3", "learning.evaluation.startExamples=30",
        "learning.start=persistent", $"learning.epochs={epochs}",
    ];
}
