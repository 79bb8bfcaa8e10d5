using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Energy;

/// <summary>
/// The ledgers of periphery and idle: counts of actions times the energy of one by a component table, and currents times supply and time. What the table or
/// the description does not state is listed, and is in no sum.
/// </summary>
public sealed class PeripheryLedger
{
    private readonly CircuitDescription _description;
    private readonly ComponentTable? _table;
    private readonly ActionCounter _counter;
    private readonly PowerLedger _power;

    /// <summary>Prepares the ledgers of a chip.</summary>
    /// <param name="description">A resolved description.</param>
    /// <param name="layout">Its layout.</param>
    /// <param name="table">The component table; null: every component is missing.</param>
    public PeripheryLedger(CircuitDescription description, NetworkLayout layout, ComponentTable? table)
    {
        _description = description;
        _table = table;
        _counter = new(description, layout);
        _power = new(description, _counter.Counts, table);
    }

    /// <summary>One example from its inputs to its answer.</summary>
    /// <param name="options">What was measured.</param>
    /// <returns>Every row.</returns>
    public LedgerPage PerInference(ActionOptions? options = null)
    {
        PhaseTimes times = PhaseTimes.Of(_description, _table, options);
        return Page("an inference", _counter.PerInference(), times, [(ChipPhase.Load, 1, times.Load), (ChipPhase.Free, 1, times.Free + times.ReadOut)], 1);
    }

    /// <summary>One minibatch and its write.</summary>
    /// <param name="options">What was measured.</param>
    /// <returns>Every row.</returns>
    /// <exception cref="InputException">The circuit does not learn, or no circuit can do its rule.</exception>
    public LedgerPage PerUpdate(ActionOptions? options = null)
    {
        IReadOnlyList<ActionCount> counts = _counter.PerUpdate(options);
        RulePhases rule = RulePhases.Of(_description.Learning!);
        PhaseTimes times = PhaseTimes.Of(_description, _table, options);
        int examples = options?.Examples ?? _description.Learning!.BatchSize;
        return Page(
            $"an update of {examples} {(examples == 1 ? "example" : "examples")}", counts, times,
            [(ChipPhase.Load, examples, times.Load), (ChipPhase.Free, examples, times.Free), (ChipPhase.Nudge, (double)examples * rule.Nudged, times.Nudge)],
            rule.Copies);
    }

    private LedgerPage Page(
        string scope, IReadOnlyList<ActionCount> counts, PhaseTimes times, IReadOnlyList<(ChipPhase Phase, double Times, double? Seconds)> spans, int copies)
    {
        List<EnergyItem> items = [];
        List<MissingComponent> missing = [];
        foreach (ActionCount count in counts.Where(count => count.Count > 0))
        {
            if (Cost(count) is (var item, var remedy) && item is not null)
            {
                items.Add(item);
            }
            else
            {
                missing.Add(new(count.Component, count.Action, count.Count, remedy!));
            }
        }

        _power.Add(spans, copies, counts, items, missing);
        return new LedgerPage
        {
            Scope = scope,
            Counts = counts,
            Items = items,
            Missing = [.. missing.GroupBy(one => (one.Component, one.Action, one.Remedy)).Select(same => same.First() with { Count = same.Sum(one => one.Count) })],
            Times = times,
            Seconds = spans.Any(span => span.Seconds is null) ? null : spans.Sum(span => span.Times * span.Seconds),
        };
    }

    private (EnergyItem? Item, string? Remedy) Cost(ActionCount count)
    {
        if (RemedyOfName(count) is { } unnamed)
        {
            return (null, unnamed);
        }

        if (_table is null)
        {
            return (null, "Name a component table in circuit.energy.table.");
        }

        if (_table.Find(count.Component, count.Action) is not { } entry)
        {
            return (null, $"Give the table {_table.Name} a row {count.Component} {count.Action}.");
        }

        (double scale, string? remedy) = ActionEnergy.ScaleOf(entry, count, _description.Circuit.Process.SupplyVoltage);
        return remedy is not null ? (null, remedy) : (new EnergyItem
        {
            Ledger = EnergyLedger.Periphery,
            Category = count.Category,
            Phase = count.Phase,
            Group = count.Group,
            Component = count.Component,
            Action = count.Action,
            Count = count.Count,
            UnitJoules = scale * UncertainBasis.Of(entry).Value,
            Source = ActionEnergy.SourceOf(_table, entry),
            Fit = entry.Fit,
            Entry = entry,
        }, null);
    }

    private static string? RemedyOfName(ActionCount count) => count.Component switch
    {
        ActionCounter.UnnamedInputConverter => "Give circuit.energy.inputConverter.",
        ActionCounter.UnnamedReadOutConverter => "Give circuit.energy.readOutConverter.",
        ActionCounter.UnnamedControl => "Give circuit.energy.control.",
        _ => null,
    };
}
