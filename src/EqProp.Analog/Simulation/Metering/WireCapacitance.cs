using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Simulation.Metering;

/// <summary>Capacitance of the wires behind output buffers, where they have a resistance and so a state of their own.</summary>
internal static class WireCapacitance
{
    /// <summary>Farads of the wire of one neuron of a group; 0 where only the buffer's own pole delays it.</summary>
    public static double Of(ChipInstance chip, NodeGroup group) => group.LineTime == 0
        ? 0
        : (chip.Description.Circuit.Lines ?? []).Where(line => line.Groups is null || line.Groups.Contains(group.Name)).Sum(line => line.OutputCapacitance);
}
