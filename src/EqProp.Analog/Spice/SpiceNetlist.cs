using System.Globalization;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Spice;

/// <summary>Writes one phase of a chip as a netlist for ngspice, in volts, siemens, farads and seconds.</summary>
public static class SpiceNetlist
{
    private const double Microsecond = 1e-6;

    /// <summary>Writes a netlist.</summary>
    /// <param name="phase">The chip, its example and how long it settles.</param>
    /// <param name="settings">How exactly; the defaults if left out.</param>
    /// <returns>The netlist, and what its nodes are called.</returns>
    /// <exception cref="InputException">
    /// Output buffers slew, the nudge is not that of the squared error, a resistor is negative, or resistive synapses act on a smooth energy-based neuron.
    /// </exception>
    /// <exception cref="ArgumentException">Inputs or states do not fit the layout, or a number is not finite.</exception>
    public static SpiceDeck Write(SpicePhase phase, SpiceSettings? settings = null)
    {
        Require(phase);
        var circuit = new SpiceCircuit(phase);
        WriteHead(circuit);
        new NeuronCards(circuit).Write();
        new SynapseCards(circuit).Write();
        new LinkCards(circuit).Write();
        if (phase.Nudge is { } nudge)
        {
            new NudgeCards(circuit).Write(nudge);
        }

        new AnalysisCards(circuit, settings ?? new SpiceSettings()).Write();
        return new SpiceDeck(circuit.Text.ToString(), circuit.States);
    }

    private static void WriteHead(SpiceCircuit circuit)
    {
        SpicePhase phase = circuit.Phase;
        DimensionlessMap map = circuit.Map;
        string force = circuit.IsEnergyBased ? "energy-based" : "current-summing";
        string time = (phase.DurationSeconds / Microsecond).ToString("G6", CultureInfo.InvariantCulture);
        circuit.Text.Comment(phase.Title);
        if (phase.Hash is not null)
        {
            circuit.Text.Comment($"circuit {phase.Hash}");
        }

        circuit.Text.Comment($"{(phase.Nudge is null ? "free" : "nudged")} phase of {time} us; run with: ngspice -b FILE")
            .Comment($"{Neurons(phase.Layout)}, {force}; {Synapses(phase.Layout)}")
            .Comment($"shared neuron: g = {SpiceCircuit.Rounded(map.Conductance, "S")}, C = {SpiceCircuit.Rounded(map.Capacitance, "F")}, C/g = {SpiceCircuit.Rounded(map.TimeConstant, "s")}")
            .Comment($"a state of 0 is {SpiceCircuit.Rounded(map.ReferenceVoltage, " V")}, a state of 1 is {SpiceCircuit.Rounded(map.ReferenceVoltage + map.VoltageSwing, " V")}");
        if (phase.Noises is not null)
        {
            circuit.Text.Comment($"noise is left out: {phase.Noises}");
        }

        circuit.Text.Section("the voltage of the state 0");
        circuit.Text.Device('v', SpiceCircuit.Reference, $"{SpiceCircuit.Reference} 0 DC {SpiceCircuit.Number(map.ReferenceVoltage)}");
    }

    private static string Neurons(NetworkLayout layout)
    {
        int inhibitors = layout.Cells.Sum(cell => layout.Groups[cell.Inhibitor].Size);
        string kind = inhibitors > 0 ? " of two states" : "";
        return $"{layout.FreeCount - inhibitors} neurons{kind}";
    }

    private static string Synapses(NetworkLayout layout) => layout.Couplings.Select(one => one.IsResistive).Distinct().ToArray() switch
    {
        [] => "no synapses",
        [true] => "synapses are resistors",
        [false] => "synapses are transconductances",
        _ => "synapses are transconductances and resistors",
    };

    private static void Require(SpicePhase phase)
    {
        NetworkLayout layout = phase.Layout;
        Require(phase.Inputs, layout.InputCount, "inputs");
        Require(phase.InitialState, layout.FreeCount, "states");
        Require(phase.InitialLines, layout.FreeCount, "wires");
        if (layout.Groups.FirstOrDefault(group => double.IsFinite(group.SlewRate)) is { } slewing)
        {
            throw new InputException(
                "spice.slew", "circuit.amplifiers", $"The output buffers of '{slewing.Name}' slew, for which a netlist has no device.",
                "Leave slewTime out: bandwidth and output resistance are kept.");
        }

        bool smooth = layout.Groups.Skip(1).Any(group => group.Activation is ActivationKind.Tanh or ActivationKind.Logistic);
        if (layout.Force == ForceForm.EnergyBased && layout.HasResistiveSynapses && smooth)
        {
            throw new InputException(
                "spice.force", "circuit.coupling.force", "Resistive synapses sum currents on the membrane: the energy-based force has no such circuit with tanh or logistic.",
                "Set circuit.coupling.force=currentSumming.");
        }
    }

    private static void Require(IReadOnlyList<double>? values, int count, string what)
    {
        if (values is not null && values.Count != count)
        {
            throw new ArgumentException($"Got {values.Count} {what} for {count} nodes.", nameof(values));
        }
    }
}
