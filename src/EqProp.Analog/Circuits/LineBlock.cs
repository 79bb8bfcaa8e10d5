namespace EqProp.Analog.Circuits;

/// <summary>Parasitic capacitance and resistance of the wires of a layer, lumped.</summary>
public sealed record LineBlock
{
    /// <summary>Names of the groups, such as "hidden 1"; every free group if left out.</summary>
    public IReadOnlyList<string>? Groups { get; init; }

    /// <summary>Capacitance of the wire on which synaptic currents of one neuron are summed; adds to its membrane capacitance.</summary>
    [Unit("F")]
    public double SummingCapacitance { get; init; }

    /// <summary>
    /// Capacitance of the wire that carries one neuron's output to its synapses. Without a resistance the output buffer drives it and the
    /// voltages do not see it; linear neurons have no buffer, and it adds to their membranes.
    /// </summary>
    [Unit("F")]
    public double OutputCapacitance { get; init; }

    /// <summary>Resistance of that wire, between the neuron's output buffer and its capacitance.</summary>
    [Unit("Ohm")]
    public double OutputResistance { get; init; }

    /// <summary>Where the numbers of this block come from.</summary>
    public string? Source { get; init; }

    /// <summary>How well the numbers are known.</summary>
    public FitKind? Fit { get; init; }
}
