namespace EqProp.Analog.Circuits;

/// <summary>Rules of the synapse circuit.</summary>
internal static class CouplingRules
{
    public static void Check(CircuitBlock circuit, Findings findings)
    {
        string path = circuit.Coupling.WeightRange is null && circuit.Coupling.ConductanceRange is not null
            ? "circuit.coupling.conductanceRange"
            : "circuit.coupling.weightRange";
        if ((circuit.Coupling.WeightRange ?? circuit.Coupling.ConductanceRange) is not { } range)
        {
            findings.Add("coupling.range", path, "There is no writable range.", "Give weightRange or conductanceRange.");
        }
        else if (range.Count != 2)
        {
            findings.Add("coupling.range", path, $"The range has {range.Count} values.", "Give the smallest and the largest.");
        }
        else if (!double.IsFinite(range[0]) || !double.IsFinite(range[1]) || range[0] >= range[1])
        {
            findings.Add(
                "coupling.range",
                path,
                $"The smallest value ({RuleChecks.Text(range[0])}) is not below the largest ({RuleChecks.Text(range[1])}).",
                "Give the smallest first.");
        }
    }
}
