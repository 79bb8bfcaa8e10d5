using EqProp.Analog.Circuits;
using EqProp.Analog.Devices;

namespace EqProp.Analog.NonIdealities;

/// <summary>What is not ideal about the memories of synapses.</summary>
internal static class DeviceEntries
{
    private const string Block = "circuit.coupling.device";

    public static IEnumerable<NonIdeality> Of(CircuitBlock circuit) => circuit.Coupling.Device is not { } device
        ? []
        : Steps(circuit, device).Concat(Spreads(device)).Concat(Aging(device.Aging)).Select(entry => entry with { Source = device.Source, Fit = device.Fit });

    /// <summary>Whether an entry is one of these.</summary>
    public static bool IsOfDevice(NonIdeality entry) => entry.Path.StartsWith(Block, StringComparison.Ordinal);

    private static IEnumerable<NonIdeality> Steps(CircuitBlock circuit, SynapseDeviceBlock device)
    {
        (double, double) weights = circuit.Coupling.WeightRange is [double low, double high] ? (low, high) : (-1, 1);
        if (SynapseDeviceFields.IsPulsed(device.Kind))
        {
            var range = DeviceRange.Of(device, weights);
            string law = RecordShapes.FileName(device.Kind.ToString());
            yield return Of(
                "steps of synapse devices", ActingTime.Write, device.Kind == SynapseDeviceKind.Quantised ? "levels" : "step",
                new NonIdealitySize($"{law}, of the full weight", SynapseDeviceCatalog.Step(device, range) / range.Full, ""));
            yield return Of("asymmetry of steps", ActingTime.Write, "asymmetry", new NonIdealitySize("", device.Asymmetry, ""));
        }

        yield return Of("range of conductances", ActingTime.Write, "rangeRatio", new NonIdealitySize("smallest over largest", device.RangeRatio is { } ratio ? 1 / ratio : 0, ""));
        yield return Of("pulse size", ActingTime.Write, "cycleSpread", new NonIdealitySize("from cycle to cycle, sigma", device.CycleSpread, "")) with { IsNoise = true };
        yield return Of("write noise", ActingTime.Write, "writeNoise", new NonIdealitySize("rms", device.WriteNoise, "steps")) with { IsNoise = true };
        yield return Of(
            "write error", ActingTime.Write, "writeErrors", new NonIdealitySize("at the largest conductance, sigma", device.WriteErrors?.Sum() ?? 0, "")) with
        { IsNoise = true };
        yield return Of("leak of charges", ActingTime.OverTime, "lifetime", new NonIdealitySize("a minibatch", device.Lifetime is { } lifetime ? 1 / lifetime : 0, ""));
    }

    private static IEnumerable<NonIdeality> Spreads(SynapseDeviceBlock device)
    {
        yield return Of("step from device to device", ActingTime.Fabrication, "stepSpread", new NonIdealitySize("sigma", device.StepSpread, ""));
        yield return Of("asymmetry from device to device", ActingTime.Fabrication, "asymmetrySpread", new NonIdealitySize("sigma", device.AsymmetrySpread, ""));
        yield return Of("bounds from device to device", ActingTime.Fabrication, "boundSpread", new NonIdealitySize("sigma", device.BoundSpread, ""));
        yield return Of("lifetime from device to device", ActingTime.Fabrication, "lifetimeSpread", new NonIdealitySize("sigma", device.LifetimeSpread, ""));
    }

    private static IEnumerable<NonIdeality> Aging(DeviceAgingBlock? aging)
    {
        yield return Of(
            "drift of conductances", ActingTime.OverTime, "aging.driftMean", new NonIdealitySize("exponent at most", aging?.DriftMean is { } drift ? drift.Most ?? drift.Offset : 0, ""));
        yield return Of("retention of conductances", ActingTime.OverTime, "aging.retentionTime", new NonIdealitySize("time constant", aging?.RetentionTime ?? 0, "s"));
        yield return Of("read noise of conductances", ActingTime.Read, "aging.readNoise", new NonIdealitySize("at the largest conductance", aging?.ReadNoise?.Factor ?? 0, ""));
    }

    private static NonIdeality Of(string name, ActingTime acts, string field, NonIdealitySize size) =>
        new() { Name = name, Sizes = [size], Acts = acts, Path = $"{Block}.{field}", IsOfLearning = true };
}
