using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Simulation;
using EqProp.Analog.Studies.Datasets;
using EqProp.Analog.Studies.Training;

namespace EqProp.Analog.Tests.Training;

public sealed class XorTests
{
    [Fact]
    public void The_preset_learns_exclusive_or_from_every_seed()
    {
        int[] failed = [.. Enumerable.Range(1, 20).AsParallel().Where(seed => WrongAfterLearning(seed) > 0).Order()];

        Assert.Empty(failed);
    }

    private static int WrongAfterLearning(int seed)
    {
        ResolvedCircuit circuit = TrainingRuns.Preset("xor", $"learning.seed={seed}");
        using ChipBench bench = ChipBench.SetUp(circuit, new DatasetLocation(), new SimulationOptions { Threads = 1 });
        var trainer = new Trainer(bench.Network, bench.Learning, bench.Data.Train, bench.Data.Classes);
        trainer.Initialize();
        while (trainer.Progress.Epoch <= bench.Learning.Epochs)
        {
            trainer.RunEpoch();
        }

        return bench.Evaluator.Run(bench.Data.Test).Wrong;
    }
}
