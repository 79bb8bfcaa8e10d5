using System.Globalization;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.NonIdealities;
using EqProp.Analog.Simulation;
using EqProp.Analog.Spice;
using EqProp.Analog.Studies.Waveforms;

namespace EqProp.Analog.Studies.Crosscheck;

/// <summary>The phases of one example as netlists know them.</summary>
public sealed class PhasePlan
{
    /// <summary>Most current of a diode at time zero, over g V_swing.</summary>
    private const double LargestStartCurrent = 1e3;

    private readonly ResolvedCircuit _circuit;
    private readonly ShownExample _shown;
    private readonly WaveformRequest _request;

    /// <summary>Fabricates the chip and finds its example.</summary>
    /// <param name="circuit">A resolved circuit, with or without a learning block.</param>
    /// <param name="request">The example, the weights and the phases.</param>
    /// <exception cref="InputException">The circuit has not what was asked for, or weights or data are not usable.</exception>
    public PhasePlan(ResolvedCircuit circuit, WaveformRequest request)
    {
        _circuit = circuit;
        _request = request;
        _shown = ShownExample.Of(circuit, request);
        Nodes = request.Nodes is { } names ? FreeNodes(NodeSelection.Find(Layout, names)) : null;
    }

    /// <summary>The chip's nodes and couplings.</summary>
    public NetworkLayout Layout => _shown.Chip.Layout;

    /// <summary>The nodes that were asked for; null for every free node.</summary>
    public IReadOnlyList<(int Group, int Node)>? Nodes { get; }

    /// <summary>What a user should know of the start: null where the circuit's own initial voltages are taken.</summary>
    public string? StartNote
    {
        get
        {
            (NodeGroup group, int node) = Layout.Groups.Skip(1)
                .SelectMany(group => Enumerable.Range(0, group.Size).Select(node => (group, node)))
                .FirstOrDefault(one => Start(one.group, one.group.InitialState[one.node]) != one.group.InitialState[one.node]);
            return group is null
                ? null
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"the diodes of '{group.NameOf(node)}' would begin with more than {LargestStartCurrent} g V_swing at {Layout.Map.ToVolts(group.InitialState[node]):G4} V; it starts at {Layout.Map.ToVolts(Start(group, group.InitialState[node])):G4} V instead, and others like it (set circuit.neurons.initialVoltage)");
        }
    }

    /// <summary>
    /// The free phase, from the circuit's own initial voltages; but from where a diode draws a thousand g V_swing, where they are beyond
    /// that: what is further is over in femtoseconds and soon forgotten, and ngspice cannot follow it.
    /// </summary>
    /// <returns>What a netlist of it needs.</returns>
    public SpicePhase Free() => new()
    {
        Title = $"{_circuit.Name}: {Example}free phase",
        Hash = _circuit.Hash,
        Layout = Layout,
        Parameters = _shown.Weights,
        Inputs = _circuit.Description.Learning is null ? Layout.Groups[0].InitialState : [.. _shown.Inputs.Select(input => (double)input)],
        InitialState = [.. Layout.Groups.Skip(1).SelectMany(group => group.InitialState.Select(state => Start(group, state)))],
        DurationSeconds = Rounded(_shown.FreeSeconds),
        Temperature = _circuit.Description.Circuit.Process.Temperature,
        Noises = NonIdealityCatalog.Noises(_circuit.Description.Circuit) is { Count: > 0 } noises ? string.Join(", ", noises) : null,
    };

    /// <summary>The nudged phase, from where the free phase ended.</summary>
    /// <param name="end">The free phase; its last state counts.</param>
    /// <returns>What a netlist of it needs.</returns>
    /// <exception cref="InvalidOperationException">No nudged phase was asked for.</exception>
    public SpicePhase Nudged(PhaseStates end)
    {
        TransientNudge nudge = _shown.Nudge ?? throw new InvalidOperationException("No nudged phase was asked for.");
        return Free() with
        {
            Title = $"{_circuit.Name}: {Example}nudged phase",
            InitialState = end.States[^1],
            InitialLines = end.FinalLines,
            Nudge = new OutputNudge(nudge.Cost, nudge.Beta, [.. nudge.Targets.Select(target => (double)target)]),
            DurationSeconds = Rounded(nudge.Length.Steps * ShownExample.StepSeconds(_circuit.Description)),
        };
    }

    private string Example => _circuit.Description.Learning is null ? "" : $"test example {_request.Example ?? 0}, ";

    private static double Start(NodeGroup group, double state)
    {
        foreach (NodeDiode diode in group.Diodes.Where(diode => diode.Kind == DiodeKind.Shockley))
        {
            double reach = diode.Thermal * Math.Log(1 + LargestStartCurrent / diode.Saturation);
            state = diode.Direction == DiodeDirection.FromMembrane
                ? Math.Min(state, diode.Level + reach)
                : Math.Max(state, diode.Level - reach);
        }

        return state;
    }

    // 60 steps of 0.5 us are 30 us, not 29.999999999999997 us.
    private static double Rounded(double seconds) =>
        double.Parse(seconds.ToString("G12", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static (int Group, int Node)[] FreeNodes(IReadOnlyList<(int Group, int Node)> nodes)
    {
        (int Group, int Node)[] free = [.. nodes.Where(node => node.Group > 0)];
        return free.Length > 0
            ? free
            : throw new InputException("nodes.clamped", "--nodes", "Clamped inputs do not move.", "Name a free node or group.");
    }
}
