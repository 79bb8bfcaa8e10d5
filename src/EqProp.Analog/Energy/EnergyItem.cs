using EqProp.Analog.Circuits;

namespace EqProp.Analog.Energy;

/// <summary>One row of a ledger: a count, the energy of one, and where that comes from.</summary>
public sealed record EnergyItem
{
    /// <summary>How the figure was come by.</summary>
    public required EnergyLedger Ledger { get; init; }

    /// <summary>What the energy is spent on.</summary>
    public required EnergyCategory Category { get; init; }

    /// <summary>When it is spent.</summary>
    public required ChipPhase Phase { get; init; }

    /// <summary>Group of neurons or synapses; empty: the whole chip.</summary>
    public string Group { get; init; } = "";

    /// <summary>The component.</summary>
    public required string Component { get; init; }

    /// <summary>What it does.</summary>
    public required string Action { get; init; }

    /// <summary>How often; of integrals 1.</summary>
    public double Count { get; init; } = 1;

    /// <summary>Energy of one action, in joules.</summary>
    public required double UnitJoules { get; init; }

    /// <summary>Energy of all, in joules.</summary>
    public double Joules => Count * UnitJoules;

    /// <summary>Where the energy of one action comes from.</summary>
    public required string Source { get; init; }

    /// <summary>How well it is known; null where it is computed from the simulated circuit.</summary>
    public FitKind? Fit { get; init; }

    /// <summary>
    /// Entry of the component table that the energy is in proportion to; items of one entry are uncertain together. Null: taken as exact.
    /// </summary>
    public ComponentEntry? Entry { get; init; }
}
