using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.Simulation;
using EqProp.Analog.Studies.Datasets;
using EqProp.Analog.Studies.Formats;
using EqProp.Analog.Studies.Records;

namespace EqProp.Analog.Studies.Training;

/// <summary>Measures a chip with given weights on the test examples, without learning.</summary>
public static class ChipMeasurement
{
    /// <summary>Programs the chip from a weight file and measures it.</summary>
    /// <param name="circuit">A resolved circuit with a learning block.</param>
    /// <param name="weightFile">Weights, as a run writes them or made elsewhere (.npz; see <see cref="WeightFile"/>).</param>
    /// <param name="data">Where data files are.</param>
    /// <param name="simulation">How to use the machine.</param>
    /// <param name="tool">The program that runs.</param>
    /// <param name="command">The command line that repeats the measurement.</param>
    /// <param name="hours">Times after learning at which it is measured again, with synapse devices as old as that.</param>
    /// <param name="stop">Stops between minibatches.</param>
    /// <returns>A record of kind "evaluate".</returns>
    /// <exception cref="InputException">Circuit, weights or data are not usable, or the dynamics diverged.</exception>
    public static RunRecord Run(
        ResolvedCircuit circuit, string weightFile, DatasetLocation data, SimulationOptions simulation, ToolRecord tool, string command,
        IReadOnlyList<double> hours, CancellationToken stop)
    {
        using ChipBench bench = ChipBench.SetUp(circuit, data, simulation);
        NetworkParameters weights = WeightFile.Read(weightFile, bench.Network.Layout);
        bench.Network.Program(weights);
        RunRecord record = RecordBuilder.Begin(bench, RunKind.Evaluate, tool, command, simulation);
        Evaluation test = bench.Evaluator.Run(bench.Data.Test, cancellation: stop);
        SettlingTime settling = SettlingTime.Measure(bench, stop);
        StartSensitivityRecord starts = StartSensitivity.Measure(bench, particles: null, stop);
        return record with
        {
            Status = RunStatus.Completed,
            Test = RecordBuilder.Test(test),
            Aged = hours.Count == 0 ? null : [.. hours.Select(hour => Aged(bench, weights, hour, stop))],
            StartSensitivity = starts,
            Units = RecordBuilder.Units(test),
            SettlingTimeSeconds = settling.Seconds,
            SettlingUnsettledPercent = settling.UnsettledPercent,
        };
    }

    private static AgedRecord Aged(ChipBench bench, NetworkParameters written, double hours, CancellationToken stop)
    {
        const double SecondsAnHour = 3600;
        using IPhysicalNetwork network = bench.WithExactDevices();
        network.Program(AgedParameters.After(bench.Chip, written, hours * SecondsAnHour));
        TestRecord measured = RecordBuilder.Test(new Evaluator(network, bench.Learning, bench.Data.Classes).Run(bench.Data.Test, cancellation: stop));
        return new() { Hours = hours, AccuracyPercent = measured.AccuracyPercent, Cost = measured.Cost };
    }
}
