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

        CheckInhibitor(circuit, learning.Inhibitor, findings);
        findings.Finite(learning.Initialization.HiddenBias, "learning.initialization.hiddenBias", "The bias");
        findings.Finite(learning.Initialization.OutputBias, "learning.initialization.outputBias", "The bias");
        findings.Finite(learning.Initialization.HiddenBiasCurrent, "learning.initialization.hiddenBiasCurrent", "The bias current in amperes");
        findings.Finite(learning.Initialization.OutputBiasCurrent, "learning.initialization.outputBiasCurrent", "The bias current in amperes");
    }

    private static void CheckInhibitor(CircuitBlock circuit, InhibitorLearningBlock? rates, Findings findings)
    {
        const string path = "learning.inhibitor";
        if (rates is null)
        {
            return;
        }

        findings.NotNegative(rates.CouplingRate, $"{path}.couplingRate", "The learning rate");
        findings.NotNegative(rates.BiasRate, $"{path}.biasRate", "The learning rate");
        findings.NotNegative(rates.LeakRate, $"{path}.leakRate", "The learning rate");
        if (circuit.Neurons.FitzHughNagumo is not { } cell)
        {
            findings.Add("inhibitor.none", path, "Leaky integrators have no inhibitors that could learn.", "Remove it, or give circuit.neurons.fitzHughNagumo.");
        }
        else if (rates.CouplingRate > 0 && cell.Coupling is null)
        {
            findings.Add(
                "inhibitor.coupling", $"{path}.couplingRate", "There are no resistors between inhibitors that could learn.",
                "Set it to 0, or give circuit.neurons.fitzHughNagumo.coupling.");
        }
        else if (rates.LeakRate > 0 && (circuit.Topology.Neurons ?? []).Select(neuron => neuron.Gamma).Append(cell.Gamma).Min() < InhibitorLearningBlock.LeastLeak)
        {
            findings.Add(
                "inhibitor.leak", $"{path}.leakRate",
                $"A gamma that learns stays at {RuleChecks.Text(InhibitorLearningBlock.LeastLeak)} or above, and one begins below.",
                "Raise gamma, or set the rate to 0.");
        }
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
