using EqProp.Analog.Circuits;

namespace EqProp.Analog.NonIdealities;

/// <summary>What is not ideal about elements while voltages move, noise left out: wires, buffers, current sources, temperature; and the converter that reads answers.</summary>
internal static class ElementEntries
{
    public static IEnumerable<NonIdeality> Of(CircuitBlock circuit) =>
        (circuit.Lines ?? []).SelectMany(Wires)
            .Concat((circuit.Amplifiers ?? []).SelectMany(Buffer))
            .Concat(Compliance(circuit.Compliance))
            .Concat(ReadOut(circuit.ReadOutConverter))
            .Concat(Temperature(circuit));

    private static IEnumerable<NonIdeality> Wires(LineBlock line, int index)
    {
        yield return Wire("wire capacitance at membranes", new("", line.SummingCapacitance, "F"));
        yield return Wire("delay of output wires", new("", line.OutputResistance * line.OutputCapacitance, "s"));

        NonIdeality Wire(string name, NonIdealitySize size) => new()
        {
            Name = name,
            Groups = line.Groups,
            Sizes = [size],
            Acts = ActingTime.Step,
            Path = $"circuit.lines[{index}]",
            Source = line.Source,
            Fit = line.Fit,
        };
    }

    private static IEnumerable<NonIdeality> Buffer(AmplifierBlock amplifier, int index)
    {
        yield return Of("bandwidth of output buffers", new("", amplifier.Bandwidth ?? 0, "Hz"));
        yield return Of("slew limit of output buffers", new("full swing in", amplifier.SlewTime ?? 0, "s"));
        yield return Of("resistance of output buffers", new("", amplifier.OutputResistance, "Ohm"));
        yield return Of("output buffer noise", new("rms", amplifier.InputNoise, "V")) with { IsNoise = true };

        NonIdeality Of(string name, NonIdealitySize size) => new()
        {
            Name = name,
            Groups = amplifier.Groups,
            Sizes = [size],
            Acts = ActingTime.Step,
            Path = $"circuit.amplifiers[{index}]",
            Source = amplifier.Source,
            Fit = amplifier.Fit,
        };
    }

    private static IEnumerable<NonIdeality> ReadOut(ReadConverterBlock? converter)
    {
        if (converter is not null)
        {
            yield return new NonIdeality
            {
                Name = "resolution of the read-out",
                Sizes = [new("bits", converter.Bits, "")],
                Acts = ActingTime.Read,
                Path = "circuit.readOutConverter",
                Source = converter.Source,
                Fit = converter.Fit,
            };
        }
    }

    private static IEnumerable<NonIdeality> Compliance(ComplianceBlock? compliance)
    {
        if (compliance is not null)
        {
            yield return new NonIdeality
            {
                Name = "range of current sources",
                Sizes = [new("from", compliance.Low, "V"), new("to", compliance.High, "V")],
                Acts = ActingTime.Step,
                Path = "circuit.compliance",
            };
        }
    }

    private static IEnumerable<NonIdeality> Temperature(CircuitBlock circuit)
    {
        if (circuit.TemperatureModel is not { } model)
        {
            yield break;
        }

        TemperatureFactors factors = TemperatureFactors.Of(circuit);
        yield return Of(
            "temperature", new NonIdealitySize("leak", factors.Leak - 1, ""), new NonIdealitySize("synapses", factors.Synapse - 1, ""),
            new NonIdealitySize("slope", factors.Slope - 1, ""));
        yield return Of("leakage current", new NonIdealitySize("out of each membrane", factors.LeakageAmperes, "A"));

        NonIdeality Of(string name, params NonIdealitySize[] sizes) => new()
        {
            Name = name,
            Sizes = sizes,
            Acts = ActingTime.Step,
            Path = "circuit.temperatureModel",
            Source = model.Source,
            Fit = model.Fit,
        };
    }
}
