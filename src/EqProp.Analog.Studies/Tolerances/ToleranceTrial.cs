using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Simulation;
using EqProp.Analog.Studies.Datasets;
using EqProp.Analog.Studies.Training;

namespace EqProp.Analog.Studies.Tolerances;

/// <summary>One chip that learns from its first weights to its last epoch and is then tested, without a run folder.</summary>
internal static class ToleranceTrial
{
    /// <summary>Trains and tests a chip.</summary>
    /// <param name="circuit">The circuit; names the die.</param>
    /// <param name="data">Where data files are.</param>
    /// <param name="stop">Stops between minibatches.</param>
    /// <returns>Test accuracy in percent; 0 for a chip whose voltages ran away.</returns>
    public static double AccuracyPercent(ResolvedCircuit circuit, DatasetLocation data, CancellationToken stop)
    {
        using ChipBench bench = ChipBench.SetUp(circuit, data, new SimulationOptions { Threads = 1 });
        try
        {
            var trainer = new Trainer(bench.Network, bench.Learning, bench.Data.Train, bench.Data.Classes);
            trainer.Initialize();
            while (trainer.Progress.Epoch <= bench.Learning.Epochs)
            {
                while (!trainer.EpochIsDone)
                {
                    stop.ThrowIfCancellationRequested();
                    trainer.RunMinibatch();
                }

                trainer.StartNextEpoch();
            }

            bench.Evaluator.StartEpoch(bench.Learning.Epochs);
            return 100 - bench.Evaluator.Run(bench.Data.Test, cancellation: stop).ErrorPercent;
        }
        catch (InputException lost) when (lost.Kind == FailureKind.Diverged)
        {
            return 0;
        }
    }
}
