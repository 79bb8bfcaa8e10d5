namespace EqProp.Analog.Energy;

/// <summary>What one inference or one update costs, row by row, and what is not in it.</summary>
public sealed record LedgerPage
{
    /// <summary>What is counted: "an inference" or "an update of 20 examples".</summary>
    public required string Scope { get; init; }

    /// <summary>What the periphery does.</summary>
    public required IReadOnlyList<ActionCount> Counts { get; init; }

    /// <summary>Every row of the ledgers of periphery and idle.</summary>
    public required IReadOnlyList<EnergyItem> Items { get; init; }

    /// <summary>What happens and has no energy stated.</summary>
    public required IReadOnlyList<MissingComponent> Missing { get; init; }

    /// <summary>How long phases take.</summary>
    public required PhaseTimes Times { get; init; }

    /// <summary>Seconds that the chip is powered; null where the duration of a phase is not stated.</summary>
    public double? Seconds { get; init; }

    /// <summary>Sum of the rows, in joules.</summary>
    public double Joules => Items.Sum(item => item.Joules);
}
