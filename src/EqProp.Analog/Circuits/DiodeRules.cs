namespace EqProp.Analog.Circuits;

/// <summary>Rules of diodes: their numbers, and that the rails of ideal ones leave room.</summary>
internal static class DiodeRules
{
    private const double LeastEmission = 0.5;
    private const double MostEmission = 10;

    /// <summary>No junction on a chip carries more.</summary>
    private const double MostAmperes = 1;

    public static void Check(CircuitBlock circuit, Findings findings)
    {
        CheckList(circuit.Neurons.Diodes ?? [], "circuit.neurons.diodes", findings);
        CheckList(circuit.OutputNeurons?.Diodes ?? [], "circuit.outputNeurons.diodes", findings);
        findings.Finite(circuit.Compliance?.Low, "circuit.compliance.low", "The voltage");
        findings.Finite(circuit.Compliance?.High, "circuit.compliance.high", "The voltage");
        CheckRoom(circuit, NodeRole.Hidden, findings);
        CheckThroughCurrent(circuit, NodeRole.Hidden, findings);
        if (circuit.OutputNeurons is { } outputs && (outputs.Diodes is not null || outputs.Activation is not null))
        {
            CheckRoom(circuit, NodeRole.Output, findings);
            CheckThroughCurrent(circuit, NodeRole.Output, findings);
        }
    }

    /// <summary>The voltages between which the ideal diodes and, for the energy-based force, the activation keep a neuron.</summary>
    public static (double Lower, double Upper) Rails(CircuitBlock circuit, NodeRole role)
    {
        (double lower, double upper) = (double.NegativeInfinity, double.PositiveInfinity);
        foreach (DiodeBlock diode in circuit.DiodesOf(role).Where(diode => diode.Kind == DiodeKind.Ideal))
        {
            (lower, upper) = diode.Direction == DiodeDirection.FromMembrane
                ? (lower, Math.Min(upper, diode.Voltage))
                : (Math.Max(lower, diode.Voltage), upper);
        }

        return (lower, upper);
    }

    private static void CheckList(IReadOnlyList<DiodeBlock> diodes, string path, Findings findings)
    {
        for (int i = 0; i < diodes.Count; i++)
        {
            DiodeBlock diode = diodes[i];
            findings.Finite(diode.Voltage, $"{path}[{i}].voltage", "The voltage in volts");
            findings.Positive(diode.SaturationCurrent, $"{path}[{i}].saturationCurrent", "The saturation current in amperes");
            if (!(diode.EmissionCoefficient is >= LeastEmission and <= MostEmission))
            {
                findings.Add(
                    "diode.emission",
                    $"{path}[{i}].emissionCoefficient",
                    $"The emission coefficient is {RuleChecks.Text(diode.EmissionCoefficient)}; that of a diode lies between {LeastEmission} and {MostEmission}.",
                    "Give 1 for an ideal junction, up to 2 for recombination.");
            }
        }
    }

    // Two diodes in series between their sources conduct through the membrane, whatever its voltage.
    private static void CheckThroughCurrent(CircuitBlock circuit, NodeRole role, Findings findings)
    {
        DiodeBlock[] shockley = [.. circuit.DiodesOf(role).Where(diode => diode.Kind == DiodeKind.Shockley)];
        foreach (DiodeBlock feeding in shockley.Where(diode => diode.Direction == DiodeDirection.IntoMembrane))
        {
            foreach (DiodeBlock drawing in shockley.Where(diode => diode.Direction == DiodeDirection.FromMembrane))
            {
                double thermal = ThermalVoltage.Of(feeding, circuit.Process) + ThermalVoltage.Of(drawing, circuit.Process);
                double exponent = (feeding.Voltage - drawing.Voltage) / thermal;
                double amperes = Math.Min(feeding.SaturationCurrent, drawing.SaturationCurrent) * Math.Exp(exponent);
                if (amperes > MostAmperes)
                {
                    findings.Add(
                        "diode.throughCurrent",
                        "circuit.neurons.diodes",
                        $"A current of {RuleChecks.Text(amperes)} A flows through the two diodes from {RuleChecks.Text(feeding.Voltage)} V to {RuleChecks.Text(drawing.Voltage)} V, whatever the membrane does.",
                        "Bring the voltages closer together: the diode into the membrane conducts below its voltage, the one out of it above.");
                }
            }
        }
    }

    private static void CheckRoom(CircuitBlock circuit, NodeRole role, Findings findings)
    {
        if (!circuit.DiodesOf(role).Any(diode => diode.Kind == DiodeKind.Ideal))
        {
            return;
        }

        (double lower, double upper) = Rails(circuit, role);
        (double floor, double ceiling) = ActivationRails(circuit, role);
        string path = circuit.Compliance is not null ? "circuit.compliance"
            : role == NodeRole.Output && circuit.OutputNeurons?.Diodes is not null ? "circuit.outputNeurons.diodes" : "circuit.neurons.diodes";
        if (Math.Max(lower, floor) >= Math.Min(upper, ceiling))
        {
            findings.Add(
                "diode.noRoom",
                path,
                $"{What(circuit)} hold the membrane above {RuleChecks.Text(Math.Max(lower, floor))} V and below {RuleChecks.Text(Math.Min(upper, ceiling))} V.",
                "Put the voltage of the diode out of the membrane above that of the diode into it, and both within the activation's range.");
            return;
        }

        double start = circuit.Neurons.InitialVoltage ?? circuit.Neurons.ReferenceVoltage;
        if (circuit.Topology.Kind != TopologyKind.Elements && (start < lower || start > upper))
        {
            findings.Add(
                "diode.initialVoltage",
                path,
                $"Neurons start at {RuleChecks.Text(start)} V, outside the rails of their {What(circuit).ToLowerInvariant()}, {RuleChecks.Text(lower)} to {RuleChecks.Text(upper)} V.",
                "Set circuit.neurons.initialVoltage to a voltage between them, or move the diodes.");
        }
    }

    private static string What(CircuitBlock circuit) => circuit.Compliance is null ? "Ideal diodes" : "Current sources";

    private static (double Lower, double Upper) ActivationRails(CircuitBlock circuit, NodeRole role)
    {
        DimensionlessMap map = new(circuit.Neurons);
        ActivationKind kind = circuit.ActivationOf(role).Kind;
        bool clipped = circuit.ForceOf() == ForceForm.EnergyBased;
        return (
            clipped && kind is ActivationKind.HardSigmoid or ActivationKind.Relu ? map.ToVolts(0) : double.NegativeInfinity,
            clipped && kind is ActivationKind.HardSigmoid ? map.ToVolts(1) : double.PositiveInfinity);
    }
}
