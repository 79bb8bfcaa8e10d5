using System.Text.Json;
using EqProp.Analog.Circuits;

namespace EqProp.Analog.NonIdealities;

/// <summary>What is not ideal about a die once it is made: spreads, gradients, faults, its corner.</summary>
internal static class FabricationEntries
{
    public const string CornerName = "process corner";

    private const string Block = "circuit.fabrication";

    public static IEnumerable<NonIdeality> Of(CircuitBlock circuit) => circuit.Fabrication is not { } fabrication
        ? []
        : Spreads(circuit)
            .Concat((fabrication.Gradients ?? []).Select(Gradient))
            .Concat(Faults(fabrication.Faults ?? new FaultBlock()))
            .Concat(Corner(fabrication));

    /// <summary>A name as a person says it: leakConductance becomes "leak conductance".</summary>
    private static string Words(Enum value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()).Replace('-', ' ');

    private static IEnumerable<NonIdeality> Spreads(CircuitBlock circuit)
    {
        foreach (ParameterSpread spread in ParameterSpread.Of(circuit))
        {
            string of = spread.Scope == VariationScope.Process ? "from die to die" : spread.IsOfDevices ? "from device sizes" : "from device to device";
            yield return new NonIdeality
            {
                Name = $"{Words(spread.Parameter)} {of}",
                Groups = spread.Groups,
                Sizes = [new($"{Words(spread.Distribution)}, sigma", spread.Sigma, spread.Unit)],
                Acts = ActingTime.Fabrication,
                Path = spread.Path,
                Source = spread.Source,
                Fit = spread.Fit,
            };
        }
    }

    private static NonIdeality Gradient(GradientBlock gradient, int index) => new()
    {
        Name = $"{Words(gradient.Parameter)} across the die",
        Sizes = [new("edge to edge", gradient.Across, "")],
        Acts = ActingTime.Fabrication,
        Path = $"{Block}.gradients[{index}]",
    };

    private static IEnumerable<NonIdeality> Faults(FaultBlock faults)
    {
        yield return Fault("synapses stuck off", "stuckOff", faults.StuckOff);
        yield return Fault("synapses stuck on", "stuckOn", faults.StuckOn);
        yield return Fault("dead neurons", "deadNeurons", faults.DeadNeurons);

        static NonIdeality Fault(string name, string field, double share) => new()
        {
            Name = name,
            Sizes = [new("share", share, "")],
            Acts = ActingTime.Fabrication,
            Path = $"{Block}.faults.{field}",
        };
    }

    private static IEnumerable<NonIdeality> Corner(FabricationBlock fabrication)
    {
        if (fabrication.Corner is { } name && fabrication.Corners?.FirstOrDefault(corner => corner.Name == name) is { } corner)
        {
            yield return new NonIdeality
            {
                Name = CornerName,
                Sizes =
                [
                    new($"{name}: leak", corner.LeakConductance - 1, ""), new("capacitance", corner.MembraneCapacitance - 1, ""),
                    new("synapses", corner.SynapseGain - 1, ""), new("slope", corner.ActivationGain - 1, ""),
                ],
                Acts = ActingTime.Fabrication,
                Path = $"{Block}.corner",
                Source = corner.Source,
                Fit = corner.Fit,
            };
        }
    }
}
