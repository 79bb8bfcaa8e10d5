namespace EqProp.Analog.Circuits;

/// <summary>Rules of the converters that read voltages.</summary>
internal static class ReadConverterRules
{
    private const int MostBits = 24;

    public static void Check(CircuitBlock circuit, Findings findings)
    {
        Check(circuit.ReadOutConverter, "circuit.readOutConverter", findings);
        SampleHoldBlock? hold = circuit.Plasticity?.SampleHold;
        Check(hold?.Converter, "circuit.plasticity.sampleHold.converter", findings);
        if (hold is { Converter: not null } and ({ Capacitance: not null } or { ChargeInjection: not 0 }))
        {
            findings.Add(
                "converter.capacitor", "circuit.plasticity.sampleHold.converter", "Numbers wait in registers, without a capacitor that leaks or a switch that injects charge.",
                "Leave the converter out, or capacitance, chargeInjection and leakageCurrent.");
        }
    }

    private static void Check(ReadConverterBlock? converter, string path, Findings findings)
    {
        if (converter is null)
        {
            return;
        }

        findings.AtLeast(converter.Bits, 1, $"{path}.bits", "The number of bits");
        if (converter.Bits > MostBits)
        {
            findings.Add(
                "converter.bits", $"{path}.bits", $"{converter.Bits} bits are more than the {MostBits} of a single-precision number.",
                $"Give at most {MostBits}, or leave the converter out for no rounding.");
        }

        if (converter.Range is not [var low, var high] || !(low < high) || !double.IsFinite(high - low))
        {
            findings.Add(
                "converter.range", $"{path}.range", "A converter needs its lowest and its highest voltage, in this order.", "Give two voltages, such as [\"0 V\", \"1 V\"].");
        }
    }
}
