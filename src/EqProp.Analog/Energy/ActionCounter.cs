using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Energy;

/// <summary>
/// Counts what the periphery of a chip does, from its description alone: conversions, charged wires, samples, products, writes. Nothing is simulated, and
/// nothing depends on a component table.
/// </summary>
/// <param name="description">A resolved description.</param>
/// <param name="layout">Its layout.</param>
public sealed class ActionCounter(CircuitDescription description, NetworkLayout layout)
{
    /// <summary>Name under which a converter that nobody named is reported as missing.</summary>
    public const string UnnamedInputConverter = "input converter";

    /// <summary>Name under which a read-out converter that nobody named is reported as missing.</summary>
    public const string UnnamedReadOutConverter = "read-out converter";

    /// <summary>Name under which control logic that nobody named is reported as missing.</summary>
    public const string UnnamedControl = "control logic";

    private readonly EnergyBlock? _energy = description.Circuit.Energy;
    private readonly ChipCounts _counts = new(layout);

    internal ChipCounts Counts => _counts;

    /// <summary>One example from its inputs to its answer, from the initial state.</summary>
    /// <returns>Counts of one inference.</returns>
    public IReadOnlyList<ActionCount> PerInference() =>
    [
        .. Load(1),
        ResetAll(1),
        .. Wires(ChipPhase.Free, 1),
        ReadOut(layout.Groups[layout.OutputGroup].Name, ChipPhase.Free, layout.OutputCount, layout.OutputCount, "an answer an output"),
        Control(ChipPhase.Load, 1),
        Control(ChipPhase.Free, 1),
    ];

    /// <summary>One minibatch: its examples one after another, then the write. Answers are not read unless the cost is formed outside the chip.</summary>
    /// <param name="options">What was measured; the description's expectations if left out.</param>
    /// <returns>Counts of one update.</returns>
    /// <exception cref="InputException">The circuit does not learn, or no circuit can do its rule.</exception>
    public IReadOnlyList<ActionCount> PerUpdate(ActionOptions? options = null)
    {
        options ??= new();
        LearningBlock learning = description.Learning ?? throw new InputException(
            "energy.learning", "learning", "The circuit does not learn, so that it has no updates.", "Ask for the energy of an inference, or give the block 'learning'.");
        RulePhases rule = RulePhases.Of(learning);
        double examples = options.Examples ?? learning.BatchSize, settled = examples * rule.Copies;
        List<ActionCount> counts =
        [
            .. Load(settled),
            .. learning.Start == FreeStart.Persistent ? StoredStates(settled) : [ResetAll(settled)],
            .. Wires(ChipPhase.Free, settled),
            .. Wires(ChipPhase.Nudge, settled * rule.Nudged),
            .. Nudges(learning, rule, examples),
            .. new HoldCounts(description, layout).Of(rule, examples),
        ];
        counts.AddRange(new WriteCounts(description).Of([.. _counts.Plastic(learning)], rule, examples, options));
        counts.AddRange(
        [
            Control(ChipPhase.Load, examples), Control(ChipPhase.Free, examples), Control(ChipPhase.Nudge, examples * rule.Nudged),
            Control(ChipPhase.Update, rule.Writes),
        ]);
        return counts;
    }

    private IEnumerable<ActionCount> Load(double examples)
    {
        if (layout.InputCount == 0)
        {
            yield break;
        }

        NodeGroup inputs = layout.Groups[0];
        yield return Input(inputs.Name, ChipPhase.Load, examples * inputs.Size, inputs.Size, "a conversion an input and example");
        yield return Wire(ActionNames.Driver, 0, ChipPhase.Load, examples, WireOf(0)?.OutputCapacitance, _counts.Drives(0));
    }

    private ActionCount ResetAll(double examples) => new()
    {
        Component = ActionNames.Reset,
        Action = ActionNames.Switch,
        Phase = ChipPhase.Reset,
        Category = EnergyCategory.Dynamic,
        Count = examples * layout.FreeCount,
        Instances = layout.FreeCount,
        Why = "a switch a free node and example, to the initial voltage",
    };

    // The states of all examples wait outside the chip.
    private IEnumerable<ActionCount> StoredStates(double examples)
    {
        const string states = "stored states";
        yield return Input(states, ChipPhase.Reset, examples * layout.FreeCount, layout.FreeCount, "a free phase starts where that of the example ended: a conversion a free node");
        yield return ReadOut(states, ChipPhase.Free, examples * layout.FreeCount, layout.FreeCount, "the free state of each example is stored: a conversion a free node");
    }

    private IEnumerable<ActionCount> Wires(ChipPhase phase, double times)
    {
        for (int g = 1; g < layout.Groups.Count; g++)
        {
            NodeGroup group = layout.Groups[g];
            if (_counts.Drives(g) > 0 && description.Circuit.Coupling.IsBuffered(group.Activation))
            {
                yield return Wire(ActionNames.Driver, g, phase, times, WireOf(g)?.OutputCapacitance, _counts.Drives(g));
            }
        }

        // The capacitance of circuit.lines is on the simulated membranes.
        for (int g = 1; g < layout.Groups.Count && !HasLines; g++)
        {
            if (_counts.Hears(g) > 0)
            {
                yield return Wire(ActionNames.SummingWire, g, phase, times, null, _counts.Hears(g));
            }
        }
    }

    private bool HasLines => (description.Circuit.Lines ?? []).Any(line => line.OutputCapacitance > 0 || line.SummingCapacitance > 0);

    private LineBlock? WireOf(int group) => group == 0 ? null
        : (description.Circuit.Lines ?? []).LastOrDefault(line => line.OutputCapacitance > 0 && (line.Groups?.Contains(layout.Groups[group].Name) ?? true));

    private ActionCount Wire(string component, int group, ChipPhase phase, double times, double? described, double synapses) => new()
    {
        Component = component,
        Action = ActionNames.Charge,
        Group = layout.Groups[group].Name,
        Phase = phase,
        Category = EnergyCategory.Dynamic,
        Count = times * layout.Groups[group].Size,
        Instances = layout.Groups[group].Size,
        Capacitance = described ?? synapses * _energy?.Wire?.LengthPerSynapse * _energy?.Wire?.CapacitancePerLength,
        Voltage = description.Circuit.Neurons.VoltageSwing,
        Why = described is null ? $"a wire of {synapses:G6} synapses moves by at most a swing" : "the wire of circuit.lines moves by at most a swing",
    };

    private IEnumerable<ActionCount> Nudges(LearningBlock learning, RulePhases rule, double examples)
    {
        NodeGroup output = layout.Groups[layout.OutputGroup];
        double phases = examples * rule.Nudged;
        yield return new ActionCount
        {
            Component = ActionNames.Nudge,
            Action = ActionNames.Switch,
            Group = output.Name,
            Phase = ChipPhase.Nudge,
            Category = EnergyCategory.Dynamic,
            Count = phases * output.Size,
            Instances = output.Size,
            Why = "a switch an output and nudged phase, to one of two levels",
        };
        if (learning.Cost == CostKind.CrossEntropy)
        {
            int steps = description.Simulation.Settling == SettlingKind.Transient ? learning.NudgedPhase.Steps ?? 1 : 1;
            yield return ReadOut(output.Name, ChipPhase.Nudge, phases * steps * output.Size, output.Size, "the softmax is outside the chip and follows the outputs at each step");
            yield return Input(output.Name, ChipPhase.Nudge, phases * steps * output.Size, output.Size, "the error of the softmax comes back at each step");
        }
    }

    private ActionCount Input(string group, ChipPhase phase, double count, int nodes, string why) =>
        Conversion(_energy?.InputConverter, UnnamedInputConverter, _energy?.InputConverter?.Bits, group, phase, count, nodes, why);

    private ActionCount ReadOut(string group, ChipPhase phase, double count, int nodes, string why) => Conversion(
        _energy?.ReadOutConverter, UnnamedReadOutConverter, _energy?.ReadOutConverter?.Bits ?? description.Circuit.ReadOutConverter?.Bits, group, phase, count, nodes, why);

    private static ActionCount Conversion(
        EnergyConverterBlock? converter, string unnamed, int? bits, string group, ChipPhase phase, double count, int nodes, string why) => new()
        {
            Component = converter?.Component ?? unnamed,
            Action = ActionNames.Convert,
            Group = group,
            Phase = phase,
            Category = EnergyCategory.Conversion,
            Count = count,
            Instances = Math.Ceiling(nodes / (double)(converter?.SharedBy ?? 1)),
            Bits = bits,
            Why = converter is { SharedBy: > 1 } ? $"{why}; {converter.SharedBy} take turns at a converter" : why,
        };

    private ActionCount Control(ChipPhase phase, double count) => new()
    {
        Component = _energy?.Control?.Component ?? UnnamedControl,
        Action = ActionNames.Phase,
        Phase = phase,
        Category = EnergyCategory.Dynamic,
        Count = count,
        Why = "phases that control logic starts and ends",
    };
}
