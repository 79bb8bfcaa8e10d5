using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Simulation;
using EqProp.Analog.Studies.Datasets;
using EqProp.Analog.Studies.Training;

namespace EqProp.Analog.Tests.Training;

/// <summary>The presets of loaded, diode-bent and uneven circuits learn, each from other seeds than its own too.</summary>
public sealed class ExtendedPresetTests
{
    [Theory]
    [InlineData("resistive-diodes", 2)]
    [InlineData("loaded-tanh-xor", 8)]
    [InlineData("heterogeneous-tau", 8)]
    public void The_preset_learns_exclusive_or(string preset, int seeds)
    {
        int[] failed = [.. Enumerable.Range(1, seeds).AsParallel().Where(seed => WrongAfterLearning(preset, seed) > 0).Order()];

        Assert.Empty(failed);
    }

    private static int WrongAfterLearning(string preset, int seed)
    {
        ResolvedCircuit circuit = TrainingRuns.Preset(preset, $"learning.seed={seed}");
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
