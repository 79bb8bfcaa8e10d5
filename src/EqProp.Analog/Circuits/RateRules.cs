namespace EqProp.Analog.Circuits;

/// <summary>Rules of the lists that have one number for each coupling or group.</summary>
internal static class RateRules
{
    public static void Check(CircuitBlock circuit, LearningBlock learning, Findings findings)
    {
        int couplings = TopologyCounts.Couplings(circuit);
        bool readOut = learning.Cost == CostKind.CrossEntropy;
        int rates = circuit.Topology.Kind == TopologyKind.Elements ? 1 : couplings + (readOut ? 1 : 0);
        int feedback = TopologyCounts.Feedback(circuit.Topology);
        bool withFeedback = feedback > 0 && learning.Rates.Count == rates + feedback;
        string what = (withFeedback ? "couplings, those back behind those ahead," : "couplings") + (readOut ? " and the external read-out" : "");
        CheckLength(learning.Rates, withFeedback ? rates + feedback : rates, "rates", what, findings);
        CheckFeedback(circuit, learning.Initialization, findings);
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

    private static void CheckFeedback(CircuitBlock circuit, InitializationBlock initialization, Findings findings)
    {
        const string path = "learning.initialization.feedbackAngle";
        if (initialization.FeedbackAngle is not { } angle)
        {
            return;
        }

        if (!TopologyCounts.IsUntied(circuit.Topology))
        {
            findings.Add(
                "initialization.feedbackAngle", path, "The two directions share their weights, so that there is no angle between them.",
                "Remove it (or set it to null), or use a layered topology with feedback untied.");
        }
        else if (!(angle >= 0 && angle <= 180))
        {
            findings.Add("initialization.feedbackAngle", path, $"{RuleChecks.Text(angle)} is not an angle from 0 to 180 degrees.", "Give degrees from 0 to 180.");
        }
        else if (angle > 0 && (circuit.Coupling.WeightRange ?? circuit.Coupling.ConductanceRange) is { Count: 2 } range && range[0] >= 0)
        {
            findings.Add(
                "initialization.feedbackAngle", path, "An angle comes of weights with the other sign, and no negative weight can be written.",
                "Set it to 0, or give a range that begins below 0.");
        }
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
