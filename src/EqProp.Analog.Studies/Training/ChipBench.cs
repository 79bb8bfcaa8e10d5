using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Learning.Rules;
using EqProp.Analog.Networks;
using EqProp.Analog.Simulation;
using EqProp.Analog.Studies.Datasets;

namespace EqProp.Analog.Studies.Training;

/// <summary>A fabricated chip on the bench beside its data: what training and evaluation both start from.</summary>
public sealed class ChipBench : IDisposable
{
    /// <summary>Examples presented at once when measuring.</summary>
    private const int EvaluationBatch = 240;

    private readonly SimulationOptions _simulation;

    private ChipBench(ResolvedCircuit circuit, LearningBlock learning, Dataset data, ChipInstance chip, IPhysicalNetwork network, SimulationOptions simulation)
    {
        Chip = chip;
        _simulation = simulation;
        Circuit = circuit;
        Learning = learning;
        Data = data;
        Network = network;
        Evaluator = new(network, learning, data.Classes);
    }

    /// <summary>The circuit.</summary>
    public ResolvedCircuit Circuit { get; }

    /// <summary>Its learning block.</summary>
    public LearningBlock Learning { get; }

    /// <summary>The data.</summary>
    public Dataset Data { get; }

    /// <summary>The chip as it was fabricated.</summary>
    internal ChipInstance Chip { get; }

    /// <summary>The chip.</summary>
    public IPhysicalNetwork Network { get; }

    /// <summary>Measures the chip.</summary>
    public Evaluator Evaluator { get; }

    /// <summary>Loads the data, fabricates the chip, and checks that they fit.</summary>
    /// <param name="circuit">A resolved circuit with a learning block.</param>
    /// <param name="location">Where data files are.</param>
    /// <param name="simulation">How to use the machine.</param>
    /// <returns>The bench.</returns>
    /// <exception cref="InputException">The circuit cannot learn, or data are missing, broken or of another shape.</exception>
    public static ChipBench SetUp(ResolvedCircuit circuit, DatasetLocation location, SimulationOptions simulation)
    {
        LearningBlock learning = RequireLearning(circuit);
        return SetUp(circuit, DatasetCatalog.Load(learning.Dataset, location), simulation);
    }

    /// <summary>Fabricates the chip beside data that are there already, and checks that they fit.</summary>
    internal static ChipBench SetUp(ResolvedCircuit circuit, Dataset data, SimulationOptions simulation)
    {
        LearningBlock learning = RequireLearning(circuit);
        int readOut = learning.Cost == CostKind.CrossEntropy ? data.Classes : 0;
        ChipInstance chip = ChipFabricator.Fabricate(circuit.Description, readOutClasses: readOut);
        DataFit.Require(chip.Layout, data.Train);
        int batch = LargestBatch(learning.BatchSize, data);
        IPhysicalNetwork network = learning.Rule == LearningRuleKind.Twin
            ? TwinNetwork.Create(chip, batch, simulation)
            : SimulatedNetwork.Create(chip, batch, simulation);
        return new(circuit, learning, data, chip, network, simulation);
    }

    /// <summary>The chip as it is programmed now, settling in physical time without noise.</summary>
    internal TimedChip InTime()
    {
        CircuitDescription description = Circuit.Description;
        if (description.Simulation.Settling == SettlingKind.Transient && ReferenceEquals(NoiseKinds.Silence(description), description))
        {
            return new(Network, isOwn: false);
        }

        ChipInstance chip = TimedChip.QuietOf(ChipFabricator.Fabricate(description, readOutClasses: Network.Layout.ReadOutClasses));
        IPhysicalNetwork timed = SimulatedNetwork.Create(chip, Network.BatchCapacity, _simulation);
        timed.Program(Network.ReadBack());
        return new(timed, isOwn: true);
    }

    /// <summary>The same chip with memories that hold whatever is programmed, such as what they have become with age.</summary>
    internal IPhysicalNetwork WithExactDevices()
    {
        CircuitDescription description = Chip.Description;
        CircuitBlock circuit = description.Circuit;
        CircuitDescription exact = description with { Circuit = circuit with { Coupling = circuit.Coupling with { Device = null } } };
        return SimulatedNetwork.Create(Chip with { Description = exact }, Network.BatchCapacity, _simulation);
    }

    /// <summary>The learning block of a circuit that can learn by its rule.</summary>
    internal static LearningBlock RequireLearning(ResolvedCircuit circuit)
    {
        LearningBlock learning = circuit.Description.Learning ?? throw new InputException(
            "learning.missing", $"{circuit.Origin}: learning", "This circuit has no learning block.",
            "Add one (eqprop new writes an example), or use eqprop simulate.");
        LearningRuleFit.Require(circuit.Description);
        return learning;
    }

    private static int LargestBatch(int batchSize, Dataset data)
    {
        int measured = Math.Max(data.Train.Count, Math.Max(data.Validation.Count, data.Test.Count));
        return Math.Max(1, Math.Max(Math.Min(batchSize, data.Train.Count), Math.Min(EvaluationBatch, measured)));
    }

    /// <inheritdoc/>
    public void Dispose() => Network.Dispose();
}
