namespace EqProp.Analog.Circuits;

/// <summary>Rules of the plasticity unit's numbers.</summary>
internal static class PlasticityRules
{
    private const string Block = "circuit.plasticity";
    private const int MostBits = 24;

    public static void Check(CircuitBlock circuit, Findings findings)
    {
        if (circuit.Plasticity is { } plasticity)
        {
            CheckHold(plasticity.SampleHold, findings);
            CheckCorrelator(plasticity.Correlator, findings);
            CheckConverter(plasticity.Converter, findings);
        }
    }

    private static void CheckHold(SampleHoldBlock? hold, Findings findings)
    {
        const string path = $"{Block}.sampleHold";
        findings.Positive(hold?.Compression, $"{path}.compression", "The voltage");
        findings.NotNegative(hold?.Noise, $"{path}.noise", "The voltage");
        findings.NotNegative(hold?.OffsetSpread, $"{path}.offsetSpread", "The standard deviation");
        findings.NotNegative(hold?.PhaseOffsetSpread, $"{path}.phaseOffsetSpread", "The standard deviation");
        findings.Positive(hold?.Capacitance, $"{path}.capacitance", "The capacitance in farads");
        findings.Finite(hold?.ChargeInjection, $"{path}.chargeInjection", "The voltage");
        findings.Finite(hold?.LeakageCurrent, $"{path}.leakageCurrent", "The current in amperes");
        if (hold is { LeakageCurrent: not 0, Capacitance: null })
        {
            findings.Add(
                "plasticity.capacitance", $"{path}.capacitance", "A leakage current discharges a capacitance, and none is given.",
                "Give sampleHold.capacitance, such as \"100 fF\".");
        }
    }

    private static void CheckCorrelator(CorrelatorBlock? correlator, Findings findings)
    {
        const string path = $"{Block}.correlator";
        findings.NotNegative(correlator?.GainSpread, $"{path}.gainSpread", "The standard deviation");
        findings.NotNegative(correlator?.OffsetSpread, $"{path}.offsetSpread", "The standard deviation");
        findings.Finite(correlator?.Offset, $"{path}.offset", "The offset");
        findings.NotNegative(correlator?.Noise, $"{path}.noise", "The noise");
        findings.Positive(correlator?.Saturation, $"{path}.saturation", "The largest difference of products");
        findings.Positive(correlator?.LeakTime, $"{path}.leakTime", "The time in seconds");
    }

    private static void CheckConverter(UpdateConverterBlock? converter, Findings findings)
    {
        const string path = $"{Block}.converter";
        findings.NotNegative(converter?.DeadZone, $"{path}.deadZone", "The change of a weight");
        findings.AtLeast(converter?.Bits, 1, $"{path}.bits", "The number of bits");
        findings.Positive(converter?.Range, $"{path}.range", "The largest change of a weight");
        if (converter?.Bits > MostBits)
        {
            findings.Add("plasticity.bits", $"{path}.bits", $"{converter.Bits} bits are more than the {MostBits} of a single-precision weight.", $"Give at most {MostBits}, or leave bits out for no rounding.");
        }

        if (converter is { Bits: not null, Range: null })
        {
            findings.Add("plasticity.range", $"{path}.range", "A converter with bits needs the largest change that it can express.", "Give converter.range, such as 0.1.");
        }

        if (converter is { Bits: null, Rounding: not RoundingKind.Nearest })
        {
            findings.Add("plasticity.bits", $"{path}.rounding", "Nothing is rounded where no bits are given.", "Give converter.bits, or remove rounding.");
        }
    }
}
