namespace EqProp.Analog.Circuits;

/// <summary>Rules of output buffers.</summary>
internal static class AmplifierRules
{
    public static void Check(CircuitBlock circuit, Findings findings)
    {
        IReadOnlyList<AmplifierBlock> amplifiers = circuit.Amplifiers ?? [];
        GroupNames.Check(amplifiers.Select(amplifier => amplifier.Groups), "amplifiers", circuit, findings);
        for (int i = 0; i < amplifiers.Count; i++)
        {
            AmplifierBlock amplifier = amplifiers[i];
            string path = $"circuit.amplifiers[{i}]";
            findings.Positive(amplifier.Bandwidth, $"{path}.bandwidth", "The frequency in hertz");
            findings.Positive(amplifier.SlewTime, $"{path}.slewTime", "The time in seconds");
            findings.NotNegative(amplifier.OutputResistance, $"{path}.outputResistance", "The resistance in ohms");
            findings.NotNegative(amplifier.InputNoise, $"{path}.inputNoise", "The voltage");
            CheckPole(amplifier, path, findings);
            CheckBuffer(circuit, amplifier, path, findings);
        }
    }

    private static void CheckPole(AmplifierBlock amplifier, string path, Findings findings)
    {
        if (amplifier.Bandwidth is not null)
        {
            return;
        }

        if (amplifier.SlewTime is not null)
        {
            findings.Add(
                "amplifiers.slew", $"{path}.slewTime", "What slews is the voltage behind the buffer's own pole, and it has none.", "Give bandwidth as well.");
        }

        if (amplifier.InputNoise > 0)
        {
            findings.Add(
                "amplifiers.noise", $"{path}.inputNoise", "The root mean square is that within the bandwidth, and there is none.", "Give bandwidth as well.");
        }
    }

    private static void CheckBuffer(CircuitBlock circuit, AmplifierBlock amplifier, string path, Findings findings)
    {
        if (TopologyGroups.FreeOf(circuit).FirstOrDefault(group => GroupNames.Names(amplifier.Groups, group)
            && !circuit.Coupling.IsBuffered(circuit.ActivationOf(group.Role).Kind)) is { Name: { } name })
        {
            findings.Add(
                "amplifiers.noBuffer", path,
                $"The linear neurons of '{name}' have no output buffer: their resistive synapses sit on the membranes.",
                "Name the groups of buffered neurons, or remove it.");
        }
    }
}
