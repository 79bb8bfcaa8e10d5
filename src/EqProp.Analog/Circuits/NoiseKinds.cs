namespace EqProp.Analog.Circuits;

/// <summary>Which noises of a circuit are on, and the same circuit without them.</summary>
public static class NoiseKinds
{
    /// <summary>Names of the noises that are on, as the first line of a command's output says them.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <returns>Such as "thermal, 1/f"; "none" for a quiet circuit.</returns>
    public static string Describe(CircuitBlock circuit)
    {
        NoiseBlock noise = circuit.Noise ?? new NoiseBlock();
        string[] names =
        [
            .. noise.Thermal is null ? Array.Empty<string>() : ["thermal"],
            .. noise.Shot is null ? Array.Empty<string>() : ["shot"],
            .. noise.Flicker is null ? Array.Empty<string>() : ["1/f"],
            .. noise.Telegraph is null ? Array.Empty<string>() : ["telegraph"],
            .. noise.SharedLines is not { Count: > 0 } lines ? Array.Empty<string>() : [$"shared lines ({string.Join(", ", lines.Select(line => line.Name))})"],
            .. noise.ReadOut is null ? Array.Empty<string>() : ["read-out"],
            .. HasAmplifierNoise(circuit) ? ["amplifier"] : Array.Empty<string>(),
        ];
        return names.Length == 0 ? "none" : string.Join(", ", names);
    }

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
        && circuit.Coupling.Kind == SynapseKind.Resistive
        && TopologyCounts.JoinedRoles(circuit.Topology).Any(pair => IsFreeAndLinear(circuit, pair.Source) && IsFreeAndLinear(circuit, pair.Target));

    private static bool HasAmplifierNoise(CircuitBlock circuit) => (circuit.Amplifiers ?? []).Any(amplifier => amplifier.InputNoise > 0);

    private static bool IsFreeAndLinear(CircuitBlock circuit, NodeRole role) =>
        role != NodeRole.Input && circuit.ActivationOf(role).Kind == ActivationKind.Linear;
}
