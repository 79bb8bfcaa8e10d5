using EqProp.Analog.Circuits;

namespace EqProp.Analog.Energy;

/// <summary>Energy of one action by an entry of a component table.</summary>
internal static class ActionEnergy
{
    private const double DecibelsPerBit = 6.020599913279624;
    private const double DecibelsOfSine = 1.760912590556812;

    /// <summary>What the entry's uncertain number is multiplied with; or what the circuit has to state before it is known.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="action">What is done.</param>
    /// <param name="supply">Supply of the circuit in volts.</param>
    public static (double Scale, string? Remedy) ScaleOf(ComponentEntry entry, ActionCount action, double supply)
    {
        double scaling = entry is { Scaling: EnergyScaling.SupplySquared, Voltage: { } held } ? supply / held * (supply / held) : 1;
        (double? scale, string remedy) = entry.Formula switch
        {
            EnergyFormula.Constant => (1, ""),
            EnergyFormula.Walden => (Steps(action), "State the bits of the conversion."),
            EnergyFormula.Schreier => (Math.Pow(10, (DecibelsPerBit * action.Bits + DecibelsOfSine) / 10 ?? double.NaN) / 2, "State the bits of the conversion."),
            EnergyFormula.Capacitive => ((action.Capacitance ?? entry.Capacitance) * action.Voltage * supply, "State the capacitance, in the circuit or in the row of the table."),
            EnergyFormula.CapacitorArray => (Steps(action) * entry.Capacitance * supply * supply, "State the bits of the conversion."),
            _ => (action.Conductance * entry.PulseVoltage * entry.PulseVoltage * entry.PulseTime, "Pulses are for components that have a conductance; choose another formula."),
        };
        return scale is { } known && double.IsFinite(known) ? (known * scaling, null) : (0, remedy);
    }

    /// <summary>Name of the source of an item.</summary>
    public static string SourceOf(ComponentTable table, ComponentEntry entry) =>
        $"{table.Name}: {entry.Component} {entry.Action}, {RecordShapes.FileName(entry.Formula.ToString())}: {entry.Source}";

    private static double? Steps(ActionCount action) => action.Bits is { } bits ? Math.Pow(2, bits) : null;
}
