namespace EqProp.Analog.Circuits;

/// <summary>Rules of the numerics.</summary>
internal static class SimulationRules
{
    // Ends of the stability intervals on the real axis: explicit Euler, and the classical method of order four.
    private const double EulerLimit = 2;
    private const double Rk4Limit = 2.785293563405282;

    public static void Check(CircuitDescription description, Findings findings)
    {
        SimulationBlock simulation = description.Simulation;
        if (simulation.Epsilon is null && simulation.TimeStep is null)
        {
            findings.Add("simulation.step", "simulation", "There is no time step.", "Give epsilon or timeStep.");
        }

        findings.Positive(simulation.Epsilon, "simulation.epsilon", "The time step");
        CheckLeakStability(description, findings);
        if (simulation.Method == IntegrationMethod.Rk4 && HasRails(description.Circuit))
        {
            findings.Add(
                "simulation.rails",
                "simulation.method",
                "The energy-based force of hardSigmoid and relu neurons stops at rails, which rk4 does not respect.",
                "Use projectedEuler, or the force currentSumming, or a smooth activation.");
        }
    }

    private static bool HasRails(CircuitBlock circuit) =>
        circuit.Coupling.Force == ForceForm.EnergyBased
        && (IsClipped(circuit.Neurons.Activation) || (circuit.OutputNeurons?.Activation is { } output && IsClipped(output)));

    private static bool IsClipped(ActivationBlock activation) =>
        activation.Kind is ActivationKind.HardSigmoid or ActivationKind.Relu;

    // A membrane with nothing but its leak already grows when the step passes the limit; synapses only tighten it.
    private static void CheckLeakStability(CircuitDescription description, Findings findings)
    {
        NeuronBlock neurons = description.Circuit.Neurons;
        double fastest = (description.Circuit.Topology.Neurons ?? [])
            .Where(neuron => neuron.Role != NodeRole.Input)
            .Select(neuron => (neuron.LeakConductance ?? neurons.LeakConductance) / (neuron.MembraneCapacitance ?? neurons.MembraneCapacitance))
            .DefaultIfEmpty(neurons.LeakConductance / neurons.MembraneCapacitance)
            .Max();
        double limit = description.Simulation.Method == IntegrationMethod.Rk4 ? Rk4Limit : EulerLimit;
        double step = (description.Simulation.TimeStep ?? 0) * fastest;
        if (step >= limit)
        {
            findings.Add(
                "simulation.unstable",
                "simulation.epsilon",
                $"The step is {RuleChecks.Text(step)} time constants of the fastest neuron; from {RuleChecks.Text(limit)} on even its leak alone makes it grow.",
                "Shorten the step.");
        }
    }
}
