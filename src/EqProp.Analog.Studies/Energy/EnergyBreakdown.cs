using EqProp.Analog.Energy;

namespace EqProp.Analog.Studies.Energy;

/// <summary>Where the joules of a figure go: by what they are spent on, when, and in which layer.</summary>
/// <param name="items">The rows of the figure.</param>
public sealed class EnergyBreakdown(IReadOnlyList<EnergyItem> items)
{
    /// <summary>What rows that name no group are told as.</summary>
    public const string WholeChip = "whole chip";

    /// <summary>Phases in which something is spent, in the order in which they happen.</summary>
    public IReadOnlyList<ChipPhase> Phases => [.. Enum.GetValues<ChipPhase>().Where(phase => items.Any(item => item.Phase == phase && item.Joules != 0))];

    /// <summary>Categories on which something is spent.</summary>
    public IReadOnlyList<EnergyCategory> Categories =>
        [.. Enum.GetValues<EnergyCategory>().Where(category => items.Any(item => item.Category == category && item.Joules != 0))];

    /// <summary>Groups of neurons and synapses with their joules, the worst first; rows of no group are one of them.</summary>
    public IReadOnlyList<(string Group, double Joules)> Groups =>
    [
        .. items.GroupBy(item => item.Group.Length > 0 ? item.Group : WholeChip).Select(group => (group.Key, group.Sum(item => item.Joules)))
            .Where(group => group.Item2 != 0).OrderByDescending(group => group.Item2),
    ];

    /// <summary>The group that takes most; null where no row names a group.</summary>
    public (string Group, double Joules)? Worst => Groups.Where(group => group.Group != WholeChip).Select(group => ((string, double)?)group).FirstOrDefault();

    /// <summary>Joules of a category in a phase.</summary>
    /// <param name="category">The category; null: all.</param>
    /// <param name="phase">The phase; null: all.</param>
    /// <returns>Their sum.</returns>
    public double Of(EnergyCategory? category, ChipPhase? phase) =>
        items.Where(item => (category is null || item.Category == category) && (phase is null || item.Phase == phase)).Sum(item => item.Joules);

    /// <summary>The rows that take most.</summary>
    /// <param name="count">How many.</param>
    /// <returns>Rows, the worst first.</returns>
    public IReadOnlyList<EnergyItem> Largest(int count) => [.. items.OrderByDescending(item => item.Joules).Take(count)];
}
