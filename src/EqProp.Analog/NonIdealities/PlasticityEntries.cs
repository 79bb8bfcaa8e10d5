using EqProp.Analog.Circuits;

namespace EqProp.Analog.NonIdealities;

/// <summary>What is not ideal about the plasticity unit.</summary>
internal static class PlasticityEntries
{
    private const string Block = "circuit.plasticity";

    public static IEnumerable<NonIdeality> Of(CircuitBlock circuit) => circuit.Plasticity is not { } unit
        ? []
        : Hold(unit.SampleHold, circuit.Process.Temperature).Concat(Correlator(unit.Correlator)).Concat(Converter(unit.Converter))
            .Select(entry => entry with { Source = unit.Source, Fit = unit.Fit });

    private static IEnumerable<NonIdeality> Hold(SampleHoldBlock? hold, double temperature)
    {
        const string path = $"{Block}.sampleHold";
        if (hold is null)
        {
            yield break;
        }

        yield return Of("compression of sensors", ActingTime.Read, path, new NonIdealitySize("at", hold.Compression ?? 0, "V"));
        yield return Of("sensor noise", ActingTime.Read, path, new NonIdealitySize("rms", hold.Noise, "V")) with { IsNoise = true };
        yield return Of("sensor offset", ActingTime.Fabrication, path, new NonIdealitySize("sigma", hold.OffsetSpread, "V"));
        yield return Of("sensor offset of each phase", ActingTime.Fabrication, path, new NonIdealitySize("sigma", hold.PhaseOffsetSpread, "V"));
        yield return Of("resolution of sensors", ActingTime.Read, $"{path}.converter", new NonIdealitySize("bits", hold.Converter?.Bits ?? 0, ""));
        yield return Of("charge injection", ActingTime.Read, path, new NonIdealitySize("", hold.ChargeInjection, "V"));
        if (hold.Capacitance is { } capacitance)
        {
            yield return Of("hold capacitor noise", ActingTime.Read, path, new NonIdealitySize("rms", CapacitorNoise.Voltage(capacitance, temperature), "V")) with { IsNoise = true };
            yield return Of("droop of held values", ActingTime.OverTime, path, new NonIdealitySize("volts a second", hold.LeakageCurrent / capacitance, "V"));
        }
    }

    private static IEnumerable<NonIdeality> Correlator(CorrelatorBlock? correlator)
    {
        const string path = $"{Block}.correlator";
        if (correlator is null)
        {
            yield break;
        }

        yield return Of("gain of correlators", ActingTime.Fabrication, path, new NonIdealitySize("sigma", correlator.GainSpread, ""));
        yield return Of(
            "offset of correlators", ActingTime.Fabrication, path, new NonIdealitySize("mean", correlator.Offset, ""), new NonIdealitySize("sigma", correlator.OffsetSpread, ""));
        yield return Of("correlator noise", ActingTime.Write, path, new NonIdealitySize("rms", correlator.Noise, "")) with { IsNoise = true };
        yield return Of("saturation of correlators", ActingTime.Write, path, new NonIdealitySize("at", correlator.Saturation ?? 0, ""));
        yield return Of("leak of correlators", ActingTime.OverTime, path, new NonIdealitySize("time constant", correlator.LeakTime ?? 0, "s"));
    }

    private static IEnumerable<NonIdeality> Converter(UpdateConverterBlock? converter)
    {
        const string path = $"{Block}.converter";
        if (converter is null)
        {
            yield break;
        }

        yield return Of("dead zone of writes", ActingTime.Write, path, new NonIdealitySize("weight", converter.DeadZone, ""));
        yield return Of("largest write", ActingTime.Write, path, new NonIdealitySize("weight", converter.Range ?? 0, ""));
        yield return Of("resolution of writes", ActingTime.Write, path, new NonIdealitySize("bits", converter.Bits ?? 0, ""));
    }

    private static NonIdeality Of(string name, ActingTime acts, string path, params NonIdealitySize[] sizes) =>
        new() { Name = name, Sizes = sizes, Acts = acts, Path = path, IsOfLearning = true };
}
