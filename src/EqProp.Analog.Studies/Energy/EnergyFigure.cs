using EqProp.Analog.Energy;

namespace EqProp.Analog.Studies.Energy;

/// <summary>What one inference or one update of a chip costs, with everything that a figure of energy must be told with.</summary>
public sealed record EnergyFigure
{
    /// <summary>What is counted: "an inference" or "an update of 20 examples".</summary>
    public required string Scope { get; init; }

    /// <summary>Every row of all ledgers, in joules of that scope.</summary>
    public required IReadOnlyList<EnergyItem> Items { get; init; }

    /// <summary>What happens and has no energy stated.</summary>
    public required IReadOnlyList<MissingComponent> Missing { get; init; }

    /// <summary>Sum of the rows with its interval.</summary>
    public required EnergyEstimate Estimate { get; init; }

    /// <summary>What the figure counts, what it leaves out and where its numbers come from.</summary>
    public required string Boundary { get; init; }

    /// <summary>Seconds of the chip that it takes; null where the duration of a phase is not stated.</summary>
    public double? Seconds { get; init; }

    /// <summary>Mean power, in watts; null where the time is not known.</summary>
    public double? AverageWatts => Seconds > 0 ? Estimate.Joules / Seconds : null;
}
