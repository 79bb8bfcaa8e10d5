namespace EqProp.Analog.Circuits;

/// <summary>Rules of what the chip draws besides what its voltages tell.</summary>
internal static class EnergyRules
{
    private const string Block = "circuit.energy";
    private const int MostBits = 24;

    public static void Check(CircuitBlock circuit, Findings findings)
    {
        if (circuit.Energy is not { } energy)
        {
            return;
        }

        Named(energy.Table, $"{Block}.table", "a component table", findings);
        findings.NotNegative(energy.NeuronBiasCurrent, $"{Block}.neuronBiasCurrent", "The current in amperes");
        findings.NotNegative(energy.SynapseBiasCurrent, $"{Block}.synapseBiasCurrent", "The current in amperes");
        findings.NotNegative(energy.NeuronLeakage, $"{Block}.neuronLeakage", "The current in amperes");
        findings.NotNegative(energy.SynapseLeakage, $"{Block}.synapseLeakage", "The current in amperes");
        findings.Positive(energy.LeakageDoubling, $"{Block}.leakageDoubling", "The temperature step in kelvins");
        findings.Positive(energy.SettlingTime, $"{Block}.settlingTime", "The time in seconds");
        CheckConverter(energy.InputConverter, null, $"{Block}.inputConverter", findings);
        CheckConverter(energy.ReadOutConverter, circuit.ReadOutConverter, $"{Block}.readOutConverter", findings);
        Named(energy.Control?.Component, $"{Block}.control.component", "the logic", findings);
        CheckWire(circuit, energy.Wire, findings);
    }

    private static void CheckConverter(EnergyConverterBlock? converter, ReadConverterBlock? described, string path, Findings findings)
    {
        if (converter is null)
        {
            return;
        }

        Named(converter.Component, $"{path}.component", "the converter", findings);
        findings.AtLeast(converter.SharedBy, 1, $"{path}.sharedBy", "The number of nodes a converter");
        findings.AtLeast(converter.Bits, 1, $"{path}.bits", "The number of bits");
        if (converter.Bits > MostBits)
        {
            findings.Add("energy.bits", $"{path}.bits", $"{converter.Bits} bits are more than {MostBits}.", $"Give at most {MostBits}.");
        }

        if ((converter.Bits ?? described?.Bits) is null)
        {
            findings.Add("energy.bits", $"{path}.bits", "The energy of a conversion follows from its bits, and none are given.", "Give bits, such as 8.");
        }
    }

    private static void CheckWire(CircuitBlock circuit, EnergyWireBlock? wire, Findings findings)
    {
        findings.Positive(wire?.LengthPerSynapse, $"{Block}.wire.lengthPerSynapse", "The length in metres");
        findings.Positive(wire?.CapacitancePerLength, $"{Block}.wire.capacitancePerLength", "The capacitance in farads a metre");
        if (wire is not null && (circuit.Lines ?? []).Any(line => line.OutputCapacitance > 0 || line.SummingCapacitance > 0))
        {
            findings.Add(
                "energy.wire", $"{Block}.wire", "circuit.lines states the capacitances of wires already, and they would count twice.",
                "Set circuit.energy.wire to null, or leave the capacitances out of circuit.lines.");
        }
    }

    private static void Named(string? name, string path, string what, Findings findings)
    {
        if (name is not null && string.IsNullOrWhiteSpace(name))
        {
            findings.Add("energy.name", path, "The name is empty.", $"Name {what}, or leave the field out.");
        }
    }
}
