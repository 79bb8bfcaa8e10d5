using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.Simulation;
using EqProp.Analog.Studies.Datasets;

namespace EqProp.Analog.Benchmarks;

/// <summary>Dies of 256-32-10 that learn generated pictures of digits with 5 % of mismatch, one by one or all at once.</summary>
internal sealed class LearningDiesCase
{
    private readonly CircuitDescription _description;
    private readonly Dataset _data;

    public LearningDiesCase(int batch, int examples, int freeSteps, int nudgedSteps)
    {
        _description = CircuitLoader.Load(
            TrainingCase.PresetFile("digits-leaky"),
            [
                "circuit.topology.layers=[256,32,10]", FormattableString.Invariant($"learning.batchSize={batch}"),
                FormattableString.Invariant($"learning.dataset.trainExamples={examples}"),
                FormattableString.Invariant($"learning.freePhase.steps={freeSteps}"), FormattableString.Invariant($"learning.nudgedPhase.steps={nudgedSteps}"),
                """circuit.fabrication={"variations":[{"parameter":"synapseGain","relativeSigma":0.05},{"parameter":"membraneCapacitance","relativeSigma":0.05}]}""",
            ]).Description;
        _data = DatasetCatalog.Load(_description.Learning!.Dataset, new DatasetLocation(null));
    }

    public int Examples => _data.Train.Count;

    /// <summary>A trainer of one die.</summary>
    public Trainer Alone(int die)
    {
        LearningBlock learning = _description.Learning!;
        var trainer = new Trainer(
            SimulatedNetwork.Create(ChipFabricator.Fabricate(_description, die), learning.BatchSize, new SimulationOptions { Threads = 1 }),
            learning, _data.Train, _data.Classes);
        trainer.Initialize();
        return trainer;
    }

    /// <summary>A trainer of many.</summary>
    public EnsembleTrainer All(int dies, int threads)
    {
        var trainer = new EnsembleTrainer(
            _description, [.. Enumerable.Range(0, dies)], _data.Train, _data.Classes, new SimulationOptions { Threads = threads });
        trainer.Initialize();
        return trainer;
    }
}
