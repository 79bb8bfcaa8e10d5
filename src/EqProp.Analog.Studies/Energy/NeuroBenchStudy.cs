using EqProp.Analog.Circuits;
using EqProp.Analog.Energy.Baselines;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.Studies.Training;

namespace EqProp.Analog.Studies.Energy;

/// <summary>Complexity of a network under NeuroBench's names, with the activities that test examples settle to.</summary>
public static class NeuroBenchStudy
{
    /// <summary>Measures a network.</summary>
    /// <param name="circuit">A resolved circuit with a learning block.</param>
    /// <param name="options">Weights, examples, data.</param>
    /// <returns>The metrics; an activity counts as zero where it is exactly that.</returns>
    /// <exception cref="InputException">Data are missing, or the dynamics diverged.</exception>
    public static NeuroBenchMetrics Run(ResolvedCircuit circuit, EnergyOptions options)
    {
        using ChipBench bench = ChipBench.SetUp(circuit, options.Data, options.Simulation);
        NetworkLayout layout = bench.Network.Layout;
        NetworkParameters parameters = options.Parameters ?? ParameterInitializer.Draw(layout, bench.Learning.Initialization, bench.Learning.Seed);
        bench.Network.Program(parameters);
        ExampleSet examples = bench.Data.Test.Count > 0 ? bench.Data.Test : bench.Data.Train;
        var activities = layout.Groups.Select(_ => new List<double>()).ToArray();
        var phases = new LearningPhases(bench.Learning);
        foreach (int[] rows in Enumerable.Range(0, Math.Min(options.Examples, examples.Count)).Chunk(bench.Network.BatchCapacity))
        {
            options.Cancellation.ThrowIfCancellationRequested();
            bench.Network.Clamp(examples.Inputs, rows);
            bench.Network.StartAtInitialState();
            bench.Network.Settle(phases.FreePhase);
            for (int g = 0; g < layout.Groups.Count; g++)
            {
                var seen = new double[rows.Length * layout.Groups[g].Size];
                bench.Network.Read(g, NodeQuantity.Activity, seen);
                activities[g].AddRange(seen);
            }
        }

        return NeuroBenchMetrics.Of(layout, parameters.Weights, [.. activities.Select(group => group.ToArray())]);
    }
}
