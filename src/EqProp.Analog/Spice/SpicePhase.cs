using EqProp.Analog.Networks;

namespace EqProp.Analog.Spice;

/// <summary>One phase of one chip with one example: all that a transient analysis needs to know. Signals are dimensionless.</summary>
public sealed record SpicePhase
{
    /// <summary>What the netlist is of; its first line.</summary>
    public required string Title { get; init; }

    /// <summary>Fingerprint of the circuit's description; none if left out.</summary>
    public string? Hash { get; init; }

    /// <summary>The chip, with the element values of its die.</summary>
    public required NetworkLayout Layout { get; init; }

    /// <summary>Weights and biases.</summary>
    public required NetworkParameters Parameters { get; init; }

    /// <summary>One a clamped node.</summary>
    public required IReadOnlyList<double> Inputs { get; init; }

    /// <summary>States at time zero, one a free node in the order of the groups; those of the layout if left out.</summary>
    public IReadOnlyList<double>? InitialState { get; init; }

    /// <summary>
    /// Activities on the output wires at time zero, one a free node (unused where a group has no wire); those of <see cref="InitialState"/>
    /// if left out.
    /// </summary>
    public IReadOnlyList<double>? InitialLines { get; init; }

    /// <summary>The push on the outputs; none in a free phase.</summary>
    public OutputNudge? Nudge { get; init; }

    /// <summary>Duration in seconds.</summary>
    public required double DurationSeconds { get; init; }

    /// <summary>Names of the circuit's noises, which a netlist leaves out; null for a quiet circuit.</summary>
    public string? Noises { get; init; }

    /// <summary>Junction temperature in kelvins.</summary>
    public double Temperature { get; init; } = 300;
}
