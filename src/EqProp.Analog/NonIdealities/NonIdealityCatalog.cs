using System.Globalization;
using EqProp.Analog.Circuits;

namespace EqProp.Analog.NonIdealities;

/// <summary>The one list of everything that is not ideal about a circuit; what has no size is not on it.</summary>
public static class NonIdealityCatalog
{
    /// <summary>Lists what is active, in the order in which it acts.</summary>
    /// <param name="circuit">A resolved circuit.</param>
    /// <returns>Nothing for an ideal chip.</returns>
    public static IReadOnlyList<NonIdeality> Of(CircuitBlock circuit) =>
    [
        .. FabricationEntries.Of(circuit)
            .Concat(ElementEntries.Of(circuit))
            .Concat(NoiseEntries.Of(circuit))
            .Concat(PlasticityEntries.Of(circuit))
            .Concat(DeviceEntries.Of(circuit))
            .Where(entry => entry.Sizes.Any(size => size.Value != 0))
            .OrderBy(entry => entry.Acts),
    ];

    /// <summary>
    /// What differs between dies while they do not learn: what acts at fabrication but for the corner, which all dies share, and the plasticity unit.
    /// </summary>
    /// <param name="circuit">A resolved circuit.</param>
    /// <returns>Whether two dies can be told apart while nothing is noisy.</returns>
    public static bool DiesDiffer(CircuitBlock circuit) => Of(circuit).Any(entry => entry is { Acts: ActingTime.Fabrication, IsOfLearning: false } && entry.Name != FabricationEntries.CornerName);

    /// <summary>Names of the noises that are on while voltages move or are read out; those of the plasticity unit are not among them.</summary>
    /// <param name="circuit">A resolved circuit.</param>
    /// <returns>Such as "thermal"; each once.</returns>
    public static IReadOnlyList<string> Noises(CircuitBlock circuit) =>
        [.. Of(circuit).Where(entry => entry is { IsNoise: true, IsOfLearning: false }).Select(entry => entry.Name.Replace(" noise", "", StringComparison.Ordinal)).Distinct()];

    /// <summary>Which noises are on and which die this is, for the first line of what a command prints.</summary>
    /// <param name="circuit">A resolved circuit.</param>
    /// <returns>Such as "noise: thermal, die 7".</returns>
    public static string Headline(CircuitBlock circuit)
    {
        IReadOnlyList<string> noises = Noises(circuit);
        string noise = noises.Count == 0 ? "none" : string.Join(" + ", noises);
        string corner = circuit.Fabrication?.Corner is { } name ? $", corner {name}" : "";
        string die = DiesDiffer(circuit) ? string.Create(CultureInfo.InvariantCulture, $"die {circuit.Fabrication!.Die}") : "all dies alike";
        NonIdeality[] learning = [.. Of(circuit).Where(entry => entry.IsOfLearning)];
        string unit = learning.Any(entry => !DeviceEntries.IsOfDevice(entry)) ? ", plasticity unit not ideal" : "";
        string devices = learning.Any(DeviceEntries.IsOfDevice) ? ", synapse devices not ideal" : "";
        return $"noise: {noise}, {die}{corner}{unit}{devices}";
    }
}
