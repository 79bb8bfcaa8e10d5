using EqProp.Analog.Spice;

namespace EqProp.Analog.Studies.Crosscheck;

/// <summary>One phase in both simulators.</summary>
public sealed record ComparedPhase
{
    /// <summary>"free" or "nudged".</summary>
    public required string Name { get; init; }

    /// <summary>When the phase begins, in seconds from the start of the free phase.</summary>
    public required double StartSeconds { get; init; }

    /// <summary>Nudging strength; null in a free phase.</summary>
    public double? Beta { get; init; }

    /// <summary>The times at which ngspice computed voltages, in seconds from the start of the phase.</summary>
    public required IReadOnlyList<double> TimesSeconds { get; init; }

    /// <summary>The nodes that were compared, in the order of the groups.</summary>
    public required IReadOnlyList<ComparedNode> Nodes { get; init; }

    /// <summary>The netlist that ngspice ran.</summary>
    public required SpiceDeck Deck { get; init; }

    /// <summary>The node that differs most.</summary>
    public ComparedNode Worst => Nodes.MaxBy(node => Math.Abs(node.Largest))!;
}
