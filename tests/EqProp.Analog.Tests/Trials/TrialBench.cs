using EqProp.Analog.Circuits;
using EqProp.Analog.Simulation;
using EqProp.Analog.Studies.Datasets;
using EqProp.Analog.Studies.Trials;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Trials;

/// <summary>Small studies of chips.</summary>
internal static class TrialBench
{
    public const string Mismatch =
        """circuit.fabrication={"variations":[{"parameter":"leakConductance","relativeSigma":0.1},{"parameter":"membraneCapacitance","relativeSigma":0.05}]}""";

    private static readonly string[] Small =
    [
        "circuit.topology.layers=[2,7,2]", "learning.dataset.trainExamples=60", "learning.dataset.testExamples=40", "learning.batchSize=5",
        "learning.epochs=2", "learning.freePhase.steps=12", "learning.nudgedPhase.steps=4",
    ];

    /// <summary>A 2-7-2 network on a few points, whose dies run side by side.</summary>
    public static ResolvedCircuit Moons(params string[] settings) => Preset("two-moons", [.. Small, Mismatch, .. settings]);

    /// <summary>The same with a plasticity unit that makes its dies run one by one.</summary>
    public static ResolvedCircuit Alone(params string[] settings) =>
        Moons(["""circuit.plasticity={"correlator":{"gainSpread":0.01}}""", .. settings]);

    public static ResolvedCircuit Preset(string name, params string[] settings) =>
        CircuitLoader.Load(RepositoryRoot.Combine("circuits", "presets", name + ".json"), settings);

    public static TrialPoint Point(ResolvedCircuit circuit, TrialProtocol? protocol = null) => new(0, circuit, protocol ?? new());

    public static ChipTrial Trial(params string[] measures) => new(new DatasetLocation(), measures, new SimulationOptions { Threads = 1 }, RepositoryRoot.Combine("circuits", "components"));

    /// <summary>Dies that differ in nothing else.</summary>
    public static TrialSeeds[] Dies(int count) => [.. Enumerable.Range(0, count).Select(die => new TrialSeeds(die, 0, 1, 1))];
}
