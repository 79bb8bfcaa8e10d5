using EqProp.Analog.Circuits;

namespace EqProp.Analog.Energy;

/// <summary>Rules of component tables.</summary>
internal static class ComponentRules
{
    public static void Check(ComponentTable table, Findings findings)
    {
        if (table.Components.Count == 0)
        {
            findings.Add("component.none", "components", "The table has no rows.", "Give a row a component and action.");
        }

        Dictionary<(string, string), int> seen = [];
        for (int i = 0; i < table.Components.Count; i++)
        {
            ComponentEntry entry = table.Components[i];
            string path = $"components[{i}]";
            CheckEntry(entry, path, findings);
            if (!seen.TryAdd((entry.Component, entry.Action), i))
            {
                findings.Add(
                    "component.twice", path, $"Row {seen[(entry.Component, entry.Action)]} has the same component and action.", "Keep one of the two.");
            }
        }
    }

    private static void CheckEntry(ComponentEntry entry, string path, Findings findings)
    {
        Named(entry.Component, $"{path}.component", findings);
        Named(entry.Action, $"{path}.action", findings);
        if (string.IsNullOrWhiteSpace(entry.Source))
        {
            findings.Add("component.source", $"{path}.source", "It does not say where its numbers come from.", "Name a publication, a data sheet, or who assumes them.");
        }

        findings.Positive(entry.Capacitance, $"{path}.capacitance", "The capacitance in farads");
        findings.Positive(entry.Rate, $"{path}.rate", "The rate in hertz");
        findings.NotNegative(entry.LeakagePower, $"{path}.leakagePower", "The power in watts");
        findings.Positive(entry.TechnologyNm, $"{path}.technologyNm", "The process in nanometres");
        findings.Positive(entry.Voltage, $"{path}.voltage", "The voltage");
        findings.NotNegative(entry.AreaUm2, $"{path}.areaUm2", "The area");
        if (entry is { Scaling: EnergyScaling.SupplySquared, Voltage: null })
        {
            findings.Add("component.voltage", $"{path}.voltage", "Scaling by the supply needs the voltage at which the numbers hold.", "Give voltage, or scaling none.");
        }

        CheckFormula(entry, path, findings);
    }

    private static void CheckFormula(ComponentEntry entry, string path, Findings findings)
    {
        bool hasEnergy = entry.Formula is EnergyFormula.Constant or EnergyFormula.Walden;
        bool hasMerit = entry.Formula == EnergyFormula.Schreier;
        bool isPulse = entry.Formula == EnergyFormula.Pulse;
        Belongs(entry.Energy is not null, hasEnergy, required: true, "energy");
        Belongs(entry.FigureOfMerit is not null, hasMerit, required: true, "figureOfMerit");
        Belongs(entry.Factor is not null, !hasEnergy && !hasMerit, required: false, "factor");
        Belongs(entry.PulseVoltage is not null, isPulse, required: true, "pulseVoltage");
        Belongs(entry.PulseTime is not null, isPulse, required: true, "pulseTime");
        Belongs(
            entry.Capacitance is not null, entry.Formula is EnergyFormula.Capacitive or EnergyFormula.CapacitorArray,
            required: entry.Formula == EnergyFormula.CapacitorArray, "capacitance");
        findings.Positive(entry.PulseVoltage, $"{path}.pulseVoltage", "The voltage");
        findings.Positive(entry.PulseTime, $"{path}.pulseTime", "The time in seconds");
        if (entry.Energy is { } energy)
        {
            CheckValue(energy.Value, energy.Low, energy.High, energy.Distribution, false, $"{path}.energy", findings);
        }

        if (entry.Factor is { } factor)
        {
            CheckValue(factor.Value, factor.Low, factor.High, factor.Distribution, false, $"{path}.factor", findings);
        }

        if (entry.FigureOfMerit is { } merit)
        {
            CheckValue(merit.Value, merit.Low, merit.High, merit.Distribution, true, $"{path}.figureOfMerit", findings);
        }

        void Belongs(bool given, bool allowed, bool required, string field)
        {
            string formula = RecordShapes.FileName(entry.Formula.ToString());
            if (given && !allowed)
            {
                findings.Add("component.formula", $"{path}.{field}", $"The formula {formula} has no {field}.", "Leave it out, or choose the formula that is meant.");
            }
            else if (allowed && required && !given)
            {
                findings.Add("component.formula", $"{path}.{field}", $"The formula {formula} needs {field}.", "Give it.");
            }
        }
    }

    private static void CheckValue(
        double value, double? low, double? high, ValueDistribution distribution, bool isDecibels, string path, Findings findings)
    {
        if (!isDecibels)
        {
            findings.NotNegative(value, $"{path}.value", "The value");
        }

        findings.Finite(value, $"{path}.value", "The value");
        if (distribution == ValueDistribution.Exact)
        {
            if (low is not null || high is not null)
            {
                findings.Add("component.interval", path, "An exact value has no interval.", "Leave low and high out, or choose another distribution.");
            }

            return;
        }

        if (low is not { } least || high is not { } most)
        {
            findings.Add("component.interval", path, "How well the value is known is not said.", "Give low and high, its 5 and 95 % points, or the distribution exact.");
        }
        else if (!(least <= value && value <= most) || !double.IsFinite(most - least))
        {
            findings.Add(
                "component.interval", path, $"{RuleChecks.Text(least)} to {RuleChecks.Text(most)} does not hold the value {RuleChecks.Text(value)}.", "Give low, value and high in rising order.");
        }
        else if (!isDecibels && distribution == ValueDistribution.LogNormal && !(least > 0))
        {
            findings.Add("component.interval", path, "A log-normal value is above zero, and low is not.", "Give a low above zero, or the distribution triangular.");
        }
        else if (!isDecibels && distribution == ValueDistribution.Triangular && UncertainBasis.TriangleEnds(value, least, most).Low < 0)
        {
            findings.Add("component.interval", path, "The triangle reaches below zero.", "Give a higher low, or the distribution logNormal.");
        }
    }

    private static void Named(string name, string path, Findings findings)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            findings.Add("component.name", path, "The name is empty.", "Give it a name.");
        }
    }
}
