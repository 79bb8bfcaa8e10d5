namespace EqProp.Analog.Energy;

/// <summary>
/// How often a component does something, per inference or per update. What it works on (bits, capacitance, voltage, conductance) is that of the
/// circuit, for components whose energy follows from it.
/// </summary>
public sealed record ActionCount
{
    /// <summary>Name of the component in the component table.</summary>
    public required string Component { get; init; }

    /// <summary>Name of what it does in the component table.</summary>
    public required string Action { get; init; }

    /// <summary>Group of neurons or synapses that it serves, such as "hidden 1" or "inputs -> hidden 1"; empty: the whole chip.</summary>
    public string Group { get; init; } = "";

    /// <summary>When it happens.</summary>
    public required ChipPhase Phase { get; init; }

    /// <summary>What it is for.</summary>
    public required EnergyCategory Category { get; init; }

    /// <summary>How often, as a mean.</summary>
    public required double Count { get; init; }

    /// <summary>How many such components there are in the group: what leaks as long as the chip is on.</summary>
    public double Instances { get; init; } = 1;

    /// <summary>Where the count comes from, in words.</summary>
    public required string Why { get; init; }

    /// <summary>Bits of a conversion; null where there are none, or none are stated.</summary>
    public int? Bits { get; init; }

    /// <summary>Capacitance that is charged, in farads; null where nothing is, or none is stated.</summary>
    public double? Capacitance { get; init; }

    /// <summary>Voltage by which it is charged, in volts.</summary>
    public double? Voltage { get; init; }

    /// <summary>Conductance that a pulse is driven into, in siemens.</summary>
    public double? Conductance { get; init; }
}
