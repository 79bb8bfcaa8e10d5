using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Datasets;

namespace EqProp.Analog.Studies.Trials;

/// <summary>A circuit with seeds of its own.</summary>
internal static class SeededCircuit
{
    /// <summary>The circuit of one trial, as <c>--die-seed</c> and <c>--set</c> make it.</summary>
    /// <param name="circuit">The circuit of the point.</param>
    /// <param name="seeds">Seeds of the trial.</param>
    /// <param name="epochs">Epochs of learning; those of the circuit if null.</param>
    public static ResolvedCircuit Of(ResolvedCircuit circuit, TrialSeeds seeds, int? epochs = null)
    {
        CircuitDescription learning = ForLearning(circuit.Description, seeds.Data, seeds.Learning, epochs);
        return circuit with
        {
            Description = learning with
            {
                Circuit = learning.Circuit with { Fabrication = (learning.Circuit.Fabrication ?? new()) with { Die = seeds.Die } },
                Simulation = learning.Simulation with { NoiseSeed = seeds.Noise },
            },
        };
    }

    /// <summary>The same for chips whose dies and noise are told apart otherwise, or do not matter.</summary>
    public static CircuitDescription ForLearning(CircuitDescription description, int dataSeed, int learningSeed, int? epochs = null)
    {
        LearningBlock learning = description.Learning!;
        return description with
        {
            Learning = learning with { Seed = learningSeed, Epochs = epochs ?? learning.Epochs, Dataset = WithSeed(learning.Dataset, dataSeed) },
        };
    }

    // Published data have no seed: all trials share them.
    private static DatasetBlock WithSeed(DatasetBlock block, int seed) => DatasetCatalog.IsDrawn(block) ? block with { Seed = seed } : block;
}
