namespace EqProp.Analog.Circuits;

/// <summary>What the neurons of one role are made of: the shared neuron, with what the outputs have of their own.</summary>
internal static class RoleParts
{
    /// <summary>The activation circuit of the nodes of one role; clamped inputs are what they are driven to.</summary>
    public static ActivationBlock ActivationOf(this CircuitBlock circuit, NodeRole role) => role switch
    {
        NodeRole.Input => new ActivationBlock { Kind = ActivationKind.Linear },
        NodeRole.Output => circuit.OutputNeurons?.Activation ?? SharedActivation(circuit.Neurons),
        _ => SharedActivation(circuit.Neurons),
    };

    /// <summary>The activation circuit of the shared neuron. The nonlinear conductance of a FitzHugh-Nagumo neuron takes its place.</summary>
    public static ActivationBlock SharedActivation(NeuronBlock neurons) => neurons.Activation
        ?? new ActivationBlock { Kind = neurons.FitzHughNagumo is null ? ActivationKind.HardSigmoid : ActivationKind.Linear };

    /// <summary>How synaptic currents act on membranes.</summary>
    public static ForceForm ForceOf(this CircuitBlock circuit) =>
        circuit.Coupling.Force ?? (circuit.Neurons.FitzHughNagumo is null ? ForceForm.EnergyBased : ForceForm.CurrentSumming);

    /// <summary>The diodes of the nodes of one role; current sources that stop beyond two voltages hold a membrane as ideal ones do.</summary>
    public static IReadOnlyList<DiodeBlock> DiodesOf(this CircuitBlock circuit, NodeRole role) =>
        circuit.Compliance is { } compliance && role != NodeRole.Input ? [.. OwnDiodesOf(circuit, role), .. Limits(compliance)] : OwnDiodesOf(circuit, role);

    private static IReadOnlyList<DiodeBlock> OwnDiodesOf(CircuitBlock circuit, NodeRole role) => role switch
    {
        NodeRole.Input => [],
        NodeRole.Output => circuit.OutputNeurons?.Diodes ?? circuit.Neurons.Diodes ?? [],
        _ => circuit.Neurons.Diodes ?? [],
    };

    private static IEnumerable<DiodeBlock> Limits(ComplianceBlock compliance) =>
    [
        new DiodeBlock { Kind = DiodeKind.Ideal, Direction = DiodeDirection.IntoMembrane, Voltage = compliance.Low },
        new DiodeBlock { Kind = DiodeKind.Ideal, Direction = DiodeDirection.FromMembrane, Voltage = compliance.High },
    ];
}
