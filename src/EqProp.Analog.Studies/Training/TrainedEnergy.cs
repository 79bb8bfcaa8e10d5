using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Studies.Energy;

namespace EqProp.Analog.Studies.Training;

/// <summary>Energy of a chip at the end of its training, or why there is none: a study that fails is a sentence, never a failed training.</summary>
/// <param name="Energy">The study.</param>
/// <param name="Reason">Why there is none.</param>
internal readonly record struct TrainedEnergy(EnergyResult? Energy, string? Reason)
{
    /// <summary>Examples that the study looks at: enough for a figure of joules, few enough to take no time beside a training.</summary>
    private const int Examples = 20;

    /// <summary>Runs the study.</summary>
    public static TrainedEnergy Measure(ResolvedCircuit circuit, NetworkParameters weights, TrainingOptions options, CancellationToken stop)
    {
        try
        {
            return new(
                EnergyStudy.Run(circuit, new EnergyOptions
                {
                    Examples = Examples,
                    Data = options.Data,
                    ComponentShelf = options.ComponentShelf,
                    Parameters = weights,
                    Simulation = options.Simulation,
                    Cancellation = stop,
                }),
                null);
        }
        catch (InputException failure)
        {
            return new(null, $"The energy was not found: {string.Join(" ", failure.Violations.Select(violation => $"{violation.Message} {violation.Remedy}"))}");
        }
        catch (Exception defect) when (defect is not OperationCanceledException and not OutOfMemoryException)
        {
            // The trained weights are worth more than this figure.
            return new(null, $"The energy was not found, by a defect of the study: {defect.Message}");
        }
    }
}
