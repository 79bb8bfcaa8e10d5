namespace EqProp.Analog.Circuits;

/// <summary>Rules of the process and the shared neuron circuit.</summary>
internal static class NeuronRules
{
    public static void Check(CircuitBlock circuit, Findings findings)
    {
        const string path = "circuit.neurons";
        NeuronBlock neurons = circuit.Neurons;
        double supply = circuit.Process.SupplyVoltage;
        findings.Positive(supply, "circuit.process.supplyVoltage", "The supply voltage in volts");
        findings.Positive(circuit.Process.Temperature, "circuit.process.temperature", "The temperature in kelvins");
        findings.Positive(neurons.MembraneCapacitance, $"{path}.membraneCapacitance", "The membrane capacitance in farads");
        findings.Positive(neurons.LeakConductance, $"{path}.leakConductance", "The leak conductance in siemens");
        findings.Positive(neurons.VoltageSwing, $"{path}.voltageSwing", "The voltage swing in volts");
        findings.Finite(neurons.Bias, $"{path}.bias", "The bias");
        findings.Finite(neurons.BiasCurrent, $"{path}.biasCurrent", "The bias current in amperes");
        findings.Finite(circuit.OutputNeurons?.Bias, "circuit.outputNeurons.bias", "The bias");
        findings.Finite(circuit.OutputNeurons?.BiasCurrent, "circuit.outputNeurons.biasCurrent", "The bias current in amperes");
        if (neurons.FitzHughNagumo is null)
        {
            CheckSupply(neurons, supply, findings);
        }
        else
        {
            findings.Finite(neurons.ReferenceVoltage, $"{path}.referenceVoltage", "The reference voltage in volts");
            findings.Finite(neurons.InitialVoltage, $"{path}.initialVoltage", "The initial voltage in volts");
        }

        CheckActivation(RoleParts.SharedActivation(neurons), $"{path}.activation", findings);
        if (circuit.OutputNeurons?.Activation is { } output)
        {
            CheckActivation(output, "circuit.outputNeurons.activation", findings);
        }
    }

    // Membranes of FitzHugh-Nagumo neurons swing about u = 0 on boards with supplies of both signs.
    private static void CheckSupply(NeuronBlock neurons, double supply, Findings findings)
    {
        const string path = "circuit.neurons";
        findings.NotNegative(neurons.ReferenceVoltage, $"{path}.referenceVoltage", "The reference voltage in volts");
        if (neurons.InitialVoltage is { } start && !(start >= 0 && start <= supply))
        {
            findings.Add(
                "neuron.initialVoltage",
                $"{path}.initialVoltage",
                $"{RuleChecks.Text(start)} V is outside the supply of 0 to {RuleChecks.Text(supply)} V.",
                "Give a voltage within the supply.");
        }

        double rail = neurons.ReferenceVoltage + neurons.VoltageSwing;
        if (rail > supply)
        {
            findings.Add(
                "neuron.rail",
                $"{path}.voltageSwing",
                $"The state s = 1 lies at {RuleChecks.Text(rail)} V, above the supply of {RuleChecks.Text(supply)} V.",
                "Lower voltageSwing or referenceVoltage, or raise circuit.process.supplyVoltage.");
        }
    }

    private static void CheckActivation(ActivationBlock activation, string path, Findings findings)
    {
        if (activation.Kind is ActivationKind.Tanh or ActivationKind.Logistic)
        {
            findings.Positive(activation.Gain, $"{path}.gain", "The gain");
            findings.Finite(activation.Threshold, $"{path}.threshold", "The threshold");
            return;
        }

        string kind = RecordShapes.FileName(activation.Kind.ToString());
        if (activation.Gain != 1)
        {
            findings.Add(
                "activation.gain",
                $"{path}.gain",
                $"The {kind} circuit has no gain to set; it is 1.",
                "Leave the gain out, or use tanh or logistic.");
        }

        if (activation.Threshold != 0)
        {
            findings.Add(
                "activation.threshold",
                $"{path}.threshold",
                $"The {kind} circuit has no threshold to set; it is 0 V.",
                "Leave the threshold out, or use tanh or logistic.");
        }
    }
}
