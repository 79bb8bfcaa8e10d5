using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Simulation;
using EqProp.Analog.Studies.Datasets;
using EqProp.Analog.Studies.Energy;

namespace EqProp.Analog.Studies.Trials;

/// <summary>What is measured of a chip after its test, each by itself with the weights that it has then.</summary>
/// <param name="Needs">What measures ask for.</param>
/// <param name="Data">Where data files are.</param>
/// <param name="ComponentShelf">Folder of the shipped component tables.</param>
internal sealed record FollowUp(MeasureNeeds Needs, DatasetLocation Data, string ComponentShelf)
{
    /// <summary>Examples of an inference: enough for a figure of joules, few enough to take no time beside learning.</summary>
    private const int EnergyExamples = 20;

    /// <summary>Measures a chip.</summary>
    /// <param name="found">The chip.</param>
    /// <param name="use">Circuit of the point.</param>
    /// <param name="data">Its data.</param>
    /// <param name="options">How to use the machine.</param>
    /// <param name="stop">Stops between phases.</param>
    public void Measure(ChipFindings found, ResolvedCircuit use, Dataset data, SimulationOptions options, CancellationToken stop)
    {
        ResolvedCircuit circuit = SeededCircuit.Of(use, found.Seeds);
        if (Needs.HasFlag(MeasureNeeds.Steps))
        {
            found.Steps = StepSpread.Of(ChipFabricator.Fabricate(circuit.Description));
        }

        if (Needs.HasFlag(MeasureNeeds.Settling) && found.Failure is null)
        {
            using var chip = new LoneChip(circuit, data, options);
            chip.Program(0, found.Weights!);
            found.SettlingSeconds = chip.SettlingSeconds(stop);
        }

        if (Needs.HasFlag(MeasureNeeds.Energy) && found.Failure is null)
        {
            found.Energy = Joules(circuit, found.Weights!, options, stop);
        }
    }

    private EnergyResult? Joules(ResolvedCircuit circuit, NetworkParameters weights, SimulationOptions options, CancellationToken stop)
    {
        try
        {
            return EnergyStudy.Run(circuit, new EnergyOptions
            {
                Examples = EnergyExamples,
                Data = Data,
                ComponentShelf = ComponentShelf,
                Parameters = weights,
                Simulation = options,
                FollowsSettling = false,
                Cancellation = stop,
            });
        }
        catch (InputException failure) when (failure.Kind == FailureKind.Diverged)
        {
            // Followed more finely than it was tested: there are no joules of a chip whose voltages run away there.
            return null;
        }
    }
}
