namespace EqProp.Analog.Circuits;

/// <summary>Rules of the lists that have one number for each coupling or group.</summary>
internal static class RateRules
{
    public static void Check(CircuitBlock circuit, LearningBlock learning, Findings findings)
    {
        int couplings = TopologyCounts.Couplings(circuit);
        bool readOut = learning.Cost == CostKind.CrossEntropy;
        int rates = circuit.Topology.Kind == TopologyKind.Elements ? 1 : couplings + (readOut ? 1 : 0);
        CheckLength(learning.Rates, rates, "rates", "couplings" + (readOut ? " and the external read-out" : ""), findings);
        CheckScales(learning.Initialization.WeightScale, couplings, readOut, findings);
        if (learning.BiasRates is { } biasRates)
        {
            CheckLength(biasRates, TopologyCounts.FreeGroups(circuit), "biasRates", "free groups", findings);
        }

        findings.Finite(learning.Initialization.HiddenBias, "learning.initialization.hiddenBias", "The bias");
        findings.Finite(learning.Initialization.OutputBias, "learning.initialization.outputBias", "The bias");
        findings.Finite(learning.Initialization.HiddenBiasCurrent, "learning.initialization.hiddenBiasCurrent", "The bias current in amperes");
        findings.Finite(learning.Initialization.OutputBiasCurrent, "learning.initialization.outputBiasCurrent", "The bias current in amperes");
    }

    // Without a scale of its own, the read-out has the last coupling's.
    private static void CheckScales(IReadOnlyList<double> scales, int couplings, bool readOut, Findings findings)
    {
        bool withReadOut = readOut && scales.Count == couplings + 1;
        string what = "couplings" + (withReadOut ? " and the external read-out" : "");
        CheckLength(scales, withReadOut ? couplings + 1 : couplings, "initialization.weightScale", what, findings);
    }

    private static void CheckLength(IReadOnlyList<double> values, int count, string name, string what, Findings findings)
    {
        string path = $"learning.{name}";
        if (values.Count != 1 && values.Count != count)
        {
            string allowed = count == 1 ? "one number is" : $"1 or {count} numbers (one for each of the {what}) are";
            findings.Add(
                "list.length",
                path,
                $"{values.Count} numbers are given; {allowed} expected.",
                "Give one number to serve all, or one for each.");
        }

        for (int i = 0; i < values.Count; i++)
        {
            findings.NotNegative(values[i], $"{path}[{i}]", "The value");
        }
    }
}
