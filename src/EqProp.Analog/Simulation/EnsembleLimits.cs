using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Neurons;

namespace EqProp.Analog.Simulation;

/// <summary>What an ensemble of dies cannot move.</summary>
internal static class EnsembleLimits
{
    /// <summary>Refuses a circuit with any of it.</summary>
    /// <exception cref="InputException">Carries all of it.</exception>
    public static void Require(CircuitDescription description)
    {
        CircuitBlock circuit = description.Circuit;
        SimulationBlock simulation = description.Simulation;
        NetworkLayout layout = LayoutBuilder.Build(description);
        List<Violation> found = [];
        void Refuse(bool isThere, string code, string path, string what, string remedy) =>
            found.AddRange(isThere ? [new($"ensemble.{code}", path, $"{what} cannot be simulated as an ensemble of dies.", remedy)] : []);

        const string Alone = "Simulate its dies one by one, or ";
        Refuse(
            circuit.Compliance is null && layout.Groups.Any(group => group.Diodes.Count > 0), "diodes", "circuit.neurons.diodes", "A circuit with diodes", $"{Alone}remove the diodes.");
        Refuse(
            circuit.Amplifiers is not { Count: > 0 } && layout.Groups.Any(group => group.LineTime > 0), "lines", "circuit.lines", "A circuit whose output wires have a delay",
            $"{Alone}leave outputResistance out.");
        Refuse(circuit.Noise is not null, "noise", "circuit.noise", "A circuit with noise", $"{Alone}remove the noise.");
        Refuse(simulation.AveragingSteps > 1, "averaging", "simulation.averagingSteps", "Means over steps", $"{Alone}leave averagingSteps out.");
        Refuse(
            circuit.Amplifiers is { Count: > 0 }, "amplifiers", "circuit.amplifiers", "A circuit with buffers that are not ideal", $"{Alone}remove the amplifiers.");
        Refuse(circuit.Compliance is not null, "compliance", "circuit.compliance", "A circuit with compliance limits", $"{Alone}remove them.");
        Refuse(
            simulation.Settling != SettlingKind.Transient, "settling", "simulation.settling", "A search for operating points",
            $"{Alone}set simulation.settling=transient.");
        string method = $"{char.ToLowerInvariant(simulation.Method.ToString()[0])}{simulation.Method.ToString()[1..]}";
        Refuse(
            !IntegrationMethods.HasEnsemble(simulation.Method), "method", "simulation.method", $"The method {method}",
            $"{Alone}set simulation.method to projectedEuler, heun, rk4, bogackiShampine or tsitouras.");
        Refuse(
            simulation.Method != IntegrationMethod.ProjectedEuler && IntegrationMethods.HasEnsemble(simulation.Method)
            && layout.Groups.Skip(1).Any(group => NeuronCatalog.HasRails(group.Activation, layout.Force)), "rails", "simulation.method",
            $"The method {method} for neurons with rails", $"{Alone}set simulation.method=projectedEuler.");
        if (found.Count > 0)
        {
            throw new InputException(found);
        }
    }
}
