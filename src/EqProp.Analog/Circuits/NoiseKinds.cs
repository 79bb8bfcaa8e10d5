namespace EqProp.Analog.Circuits;

/// <summary>Which noises of a circuit are on, and the same circuit without them.</summary>
public static class NoiseKinds
{
    /// <summary>The same circuit without any noise, and with signals taken at the end of a phase: for what is defined without noise alone.</summary>
    /// <param name="description">The description.</param>
    /// <returns>The description of a quiet circuit; the same one if it is quiet.</returns>
    public static CircuitDescription Silence(CircuitDescription description)
    {
        CircuitBlock circuit = description.Circuit;
        SimulationBlock simulation = description.Simulation;
        if (circuit.Noise is null && !HasAmplifierNoise(circuit) && simulation.AveragingSteps is null)
        {
            return description;
        }

        return description with
        {
            Circuit = circuit with
            {
                Noise = null,
                Amplifiers = circuit.Amplifiers?.Select(amplifier => amplifier with { InputNoise = 0 }).ToArray(),
            },
            Simulation = simulation with { AveragingSteps = null, AveragingTime = null },
        };
    }

    /// <summary>Whether noise moves membranes or output buffers while the circuit runs; that of the read-out does not.</summary>
    internal static bool MoveStates(CircuitBlock circuit) => HasAmplifierNoise(circuit)
        || circuit.Noise is { } noise
            && (noise.Thermal is not null || noise.Shot is not null || noise.Flicker is not null || noise.Telegraph is not null || noise.SharedLines is { Count: > 0 });

    /// <summary>Whether resistors that make thermal noise sit between two membranes, so that what one gains the other loses.</summary>
    internal static bool AreCorrelated(CircuitBlock circuit) => circuit.Noise?.Thermal is { SynapseExcess: > 0 }
        && (circuit.Coupling.Kind == SynapseKind.Resistive || circuit.Neurons.FitzHughNagumo?.Coupling is not null)
        && TopologyCounts.JoinedRoles(circuit.Topology).Any(pair => IsFreeAndLinear(circuit, pair.Source) && IsFreeAndLinear(circuit, pair.Target));

    private static bool HasAmplifierNoise(CircuitBlock circuit) => (circuit.Amplifiers ?? []).Any(amplifier => amplifier.InputNoise > 0);

    private static bool IsFreeAndLinear(CircuitBlock circuit, NodeRole role) =>
        role != NodeRole.Input && circuit.ActivationOf(role).Kind == ActivationKind.Linear;
}
