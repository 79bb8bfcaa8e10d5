namespace EqProp.Analog.Circuits;

/// <summary>
/// The rules that a resolved description keeps: what is physical, what fits together, what can settle. Every rule has
/// a code, and all violations are reported together.
/// </summary>
public static class CircuitValidator
{
    /// <summary>Checks a description whose twins are filled in.</summary>
    /// <param name="description">The description.</param>
    /// <returns>All violations, each with its JSON path; empty if there are none.</returns>
    public static IReadOnlyList<Violation> Check(CircuitDescription description)
    {
        Findings findings = new();
        Check(description, findings);
        return findings.All;
    }

    internal static void Check(CircuitDescription description, Findings findings)
    {
        NeuronRules.Check(description.Circuit, findings);
        FitzHughNagumoRules.Check(description.Circuit, findings);
        DiodeRules.Check(description.Circuit, findings);
        CouplingRules.Check(description.Circuit, findings);
        SynapseDeviceRules.Check(description.Circuit, findings);
        LineRules.Check(description.Circuit, findings);
        AmplifierRules.Check(description.Circuit, findings);
        FabricationRules.Check(description.Circuit, findings);
        TemperatureRules.Check(description.Circuit, findings);
        TopologyRules.Check(description.Circuit.Topology, findings);
        LatticeRules.Check(description.Circuit, findings);
        ElementRules.Check(description.Circuit, findings);
        SimulationRules.Check(description, findings);
        NoiseRules.Check(description, findings);
        PlasticityRules.Check(description.Circuit, findings);
        ReadConverterRules.Check(description.Circuit, findings);
        EnergyRules.Check(description.Circuit, findings);
        if (description.Learning is { } learning)
        {
            LearningBlockRules.Check(description, learning, findings);
            RateRules.Check(description.Circuit, learning, findings);
            NudgeRule.Check(description, learning, findings);
        }
    }
}
