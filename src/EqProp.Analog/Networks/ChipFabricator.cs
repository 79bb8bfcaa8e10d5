using EqProp.Analog.Circuits;
using EqProp.Analog.NonIdealities;

namespace EqProp.Analog.Networks;

/// <summary>Makes one sample of a circuit, as a production run would: one die, named by its number.</summary>
/// <remarks>
/// Values are nominal times the corner's factor, that of temperature, what the die shares, what the device drew and what rises across the
/// die; offsets add up. A draw depends on the die, the parameter and the device alone.
/// </remarks>
public static class ChipFabricator
{
    /// <summary>Fabricates one chip. Without blocks on fabrication and temperature all dies are alike.</summary>
    /// <param name="description">A resolved description.</param>
    /// <param name="seed">The die, which all draws are keyed by; that of the description if left out.</param>
    /// <param name="readOutClasses">Classes of the external read-out; 0 when the outputs are read directly.</param>
    /// <returns>The chip.</returns>
    /// <exception cref="ArgumentException">The description is not resolved.</exception>
    public static ChipInstance Fabricate(CircuitDescription description, int? seed = null, int readOutClasses = 0)
    {
        CircuitBlock circuit = description.Circuit;
        NetworkLayout drawing = LayoutBuilder.Build(description, readOutClasses);
        int die = seed ?? circuit.Fabrication?.Die ?? 0;
        if (circuit.Fabrication is null && circuit.TemperatureModel is null)
        {
            return new ChipInstance(description, die, drawing);
        }

        var streams = new DieStreams(die);
        var spreads = new SpreadTable(circuit.Fabrication, ParameterSpread.Of(circuit), streams);
        var nodes = new FabricatedNodes(circuit, drawing, spreads);
        var synapses = new FabricatedSynapses(circuit, drawing, spreads, streams, nodes);
        return new ChipInstance(description, die, drawing with
        {
            Groups = [.. drawing.Groups.Select((group, g) => g == 0 ? group : nodes.Apply(g))],
            Couplings = [.. drawing.Couplings.Select((_, c) => synapses.Apply(c))],
            Links = new FabricatedLinks(drawing, spreads).Apply(),
        });
    }
}
