namespace EqProp.Analog.Circuits;

/// <summary>Time constant of what synapses see of a group: its output buffer's own pole and its wire.</summary>
internal static class AmplifierTimes
{
    /// <summary>The amplifier of a group; null where it is ideal.</summary>
    public static AmplifierBlock? Of(CircuitBlock circuit, string group) =>
        (circuit.Amplifiers ?? []).FirstOrDefault(amplifier => amplifier.Groups is null || amplifier.Groups.Contains(group));

    /// <summary>1 / (2 pi bandwidth) + (resistance of the buffer + that of the wire) times the capacitance of the wire; 0 where outputs are seen at once.</summary>
    /// <returns>Seconds.</returns>
    /// <remarks>Two poles in a row are taken as one of the sum of their time constants, which keeps the delay of slow signals.</remarks>
    public static double OfOutput(CircuitBlock circuit, string group)
    {
        AmplifierBlock? amplifier = Of(circuit, group);
        LineBlock? line = (circuit.Lines ?? []).FirstOrDefault(block => block.Groups is null || block.Groups.Contains(group));
        double own = amplifier?.Bandwidth is { } bandwidth ? 1 / (2 * Math.PI * bandwidth) : 0;
        return own + ((amplifier?.OutputResistance ?? 0) + (line?.OutputResistance ?? 0)) * (line?.OutputCapacitance ?? 0);
    }
}
