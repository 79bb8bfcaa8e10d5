namespace EqProp.Analog.Circuits;

/// <summary>
/// What a designer wrote: one analog learning chip, how it learns, and how it is simulated. Immutable; every
/// quantity is in SI units. Resolved by <c>CircuitResolver</c>, which fills every field that has a default
/// or a twin.
/// </summary>
public sealed record CircuitDescription
{
    /// <summary>The schema version that this build reads and writes.</summary>
    public const int CurrentSchemaVersion = 1;

    /// <summary>Version of the file format.</summary>
    public int SchemaVersion { get; init; } = CurrentSchemaVersion;

    /// <summary>Short name, used in records and reports.</summary>
    public string Name { get; init; } = "unnamed";

    /// <summary>What this circuit is for, in a sentence or two.</summary>
    public string? Description { get; init; }

    /// <summary>The chip: process, neurons, topology, coupling.</summary>
    public required CircuitBlock Circuit { get; init; }

    /// <summary>How and on what the chip learns; absent for a circuit that is only simulated.</summary>
    public LearningBlock? Learning { get; init; }

    /// <summary>Numerics: changing them alone moves results only within tolerance.</summary>
    public SimulationBlock Simulation { get; init; } = new();
}
