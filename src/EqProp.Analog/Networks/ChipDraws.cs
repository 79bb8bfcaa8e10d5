using EqProp.Analog.Circuits;
using EqProp.Analog.NonIdealities;

namespace EqProp.Analog.Networks;

/// <summary>Everything in which a chip differs from its drawing, for histograms and lists.</summary>
public static class ChipDraws
{
    /// <summary>Lists the parameters that differ from the drawing, neurons first.</summary>
    /// <param name="chip">A fabricated chip.</param>
    /// <returns>One a parameter and group; none for an ideal chip.</returns>
    public static IReadOnlyList<DrawnParameter> Of(ChipInstance chip)
    {
        NetworkLayout drawing = LayoutBuilder.Build(chip.Description, chip.Layout.ReadOutClasses);
        return
        [
            .. chip.Layout.Groups.Zip(drawing.Groups).Skip(1).Index().SelectMany(pair => IsInductor(chip, pair.Index + 1)
                ? OfInductors(chip.Layout.Map, pair.Item.First, pair.Item.Second)
                : OfNodes(chip.Layout.Map, pair.Item.First, pair.Item.Second)).OfType<DrawnParameter>(),
            .. chip.Layout.Couplings.SelectMany(coupling => OfSynapses(chip.Layout, coupling)),
            .. chip.Layout.Links.Zip(drawing.Links).SelectMany(pair => OfLink(chip.Layout, pair.First, pair.Second)),
        ];
    }

    private static bool IsInductor(ChipInstance chip, int group) =>
        chip.Description.Circuit.Neurons.FitzHughNagumo is { Branch: InhibitorBranch.Inductor } && chip.Layout.Cells.Any(cell => cell.Inhibitor == group);

    /// <summary>The inhibitors of Nagumo's circuit: gamma R0 and tau R0^2 C.</summary>
    private static IEnumerable<DrawnParameter?> OfInductors(DimensionlessMap map, NodeGroup group, NodeGroup drawing)
    {
        yield return Drawn(VariedParameter.LeakConductance, "branch resistance", "Ohm", 1 / map.Conductance, group, group.Leak, drawing.Leak);
        yield return Drawn(
            VariedParameter.MembraneCapacitance, "inductance", "H", map.TimeConstant / map.Conductance, group, group.Capacitance, drawing.Capacitance);
    }

    private static IEnumerable<DrawnParameter?> OfNodes(DimensionlessMap map, NodeGroup group, NodeGroup drawing)
    {
        yield return Drawn(VariedParameter.LeakConductance, "leak conductance", "S", map.Conductance, group, group.Leak, drawing.Leak);
        yield return Drawn(VariedParameter.MembraneCapacitance, "membrane capacitance", "F", map.Capacitance, group, group.Capacitance, drawing.Capacitance);
        yield return Drawn(VariedParameter.ActivationGain, "activation slope factor", "", 1, group, group.Slope, Same(1));
        yield return Drawn(VariedParameter.InputOffset, "input offset", "V", map.VoltageSwing, group, group.Offset, Same(0));
        yield return Drawn(VariedParameter.OutputGain, "output gain", "", 1, group, group.OutputGain, Same(1));
        yield return Drawn(VariedParameter.BiasCurrent, "offset current", "A", map.Current, group, group.OffsetCurrent, Same(0));

        double[] Same(double value) => [.. Enumerable.Repeat(value, group.Size)];
    }

    private static DrawnParameter? Drawn(
        VariedParameter parameter, string name, string unit, double scale, NodeGroup group, IReadOnlyList<double>? values, IReadOnlyList<double> nominal) =>
        values is null || values.SequenceEqual(nominal)
            ? null
            : new DrawnParameter(
                parameter, name, unit, group.Name, nominal.Distinct().Count() == 1 ? nominal[0] * scale : null, [.. values.Select(value => value * scale)]);

    private static IEnumerable<DrawnParameter> OfSynapses(NetworkLayout layout, Coupling coupling)
    {
        string name = $"{layout.Groups[coupling.Source].Name} to {layout.Groups[coupling.Target].Name}";
        int rows = layout.Groups[coupling.Source].Size, columns = layout.Groups[coupling.Target].Size;
        bool alike = ReferenceEquals(coupling.ForwardGain, coupling.BackwardGain) || !coupling.ActsOnSource;
        if (coupling.ForwardGain is { } forward)
        {
            yield return alike
                ? new(VariedParameter.SynapseGain, "synapse gain", "", name, 1, Existing(forward, 1))
                : new(VariedParameter.SynapseGain, "synapse gain, forward", "", name, 1, Existing(forward, 1));
        }

        if (!alike && coupling.BackwardGain is { } backward)
        {
            yield return new(VariedParameter.SynapseGain, "synapse gain, backward", "", name, 1, Existing(backward, 1));
        }

        if (coupling.Offset is { } offset)
        {
            yield return new(VariedParameter.SynapseOffset, "synapse offset", "S", name, 0, Existing(offset, layout.Map.Conductance));
        }

        double[] Existing(IReadOnlyList<double> values, double scale) =>
            [.. values.Where((_, k) => coupling.Exists(k / columns, k % columns, columns) && k < rows * columns).Select(value => value * scale)];
    }

    /// <summary>Gains over those of the drawing. A resistor shows once, at the end that comes first.</summary>
    private static IEnumerable<DrawnParameter> OfLink(NetworkLayout layout, Link link, Link drawing)
    {
        bool isSecondEnd = link.Loads && (link.Shift < 0 || link.Source > link.Target);
        if (isSecondEnd || link.Gains.SequenceEqual(drawing.Gains))
        {
            yield break;
        }

        (VariedParameter parameter, string name) = link.Loads ? (VariedParameter.LinkGain, "resistor gain") : (VariedParameter.GyratorGain, "gyrator gain");
        double[] gains = [.. link.Gains.Zip(drawing.Gains).Where(pair => pair.Second != 0).Select(pair => pair.First / pair.Second)];
        string places = link.Source == link.Target
            ? $"{layout.Groups[link.Target].Name}, {link.Shift} apart"
            : $"{layout.Groups[link.Source].Name} to {layout.Groups[link.Target].Name}";
        yield return new(parameter, name, "", places, 1, gains);
    }
}
