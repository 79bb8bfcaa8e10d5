using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Neurons;
using EqProp.Analog.Simulation.Noise;

namespace EqProp.Analog.Simulation.Ensembles;

/// <summary>What an ensemble of dies cannot move.</summary>
internal static class EnsembleLimits
{
    /// <summary>Refuses a circuit with any of it.</summary>
    /// <exception cref="InputException">Carries all of it.</exception>
    public static void Require(CircuitDescription description) => Throw(OfMoving(description));

    /// <summary>Refuses a circuit whose dies cannot learn as an ensemble, or not move.</summary>
    /// <exception cref="InputException">Carries all of it.</exception>
    public static void RequireLearning(CircuitDescription description) => Throw(OfLearning(description));

    /// <summary>Whether the dies of a circuit can move and learn as an ensemble.</summary>
    public static bool TakeLearning(CircuitDescription description) => OfLearning(description).Count == 0 && OfMoving(description).Count == 0;

    private static void Throw(List<Violation> found)
    {
        if (found.Count > 0)
        {
            throw new InputException(found);
        }
    }

    private static List<Violation> OfMoving(CircuitDescription description)
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
        Refuse(
            circuit.Noise is { } noise && (noise.Flicker is not null || noise.Telegraph is not null || noise.SharedLines is { Count: > 0 }), "noise", "circuit.noise",
            "A circuit with noise that has a memory", $"{Alone}leave flicker, telegraph and sharedLines out of the noise.");
        Refuse(
            circuit.Noise?.Thermal is { SynapseExcess: > 0 } && PassiveCovariance.Joins(layout), "correlatedNoise", "circuit.noise.thermal",
            "Noise of resistors between membranes", $"{Alone}set synapseExcess=0.");
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
            $"{Alone}set simulation.method to projectedEuler, averagedEuler, heun, rk4, bogackiShampine or tsitouras.");
        Refuse(
            simulation.Method is not (IntegrationMethod.ProjectedEuler or IntegrationMethod.AveragedEuler) && IntegrationMethods.HasEnsemble(simulation.Method)
            && layout.Groups.Skip(1).Any(group => NeuronCatalog.HasRails(group.Activation, layout.Force)), "rails", "simulation.method",
            $"The method {method} for neurons with rails", $"{Alone}set simulation.method=projectedEuler.");
        return found;
    }

    private static List<Violation> OfLearning(CircuitDescription description)
    {
        if (description.Learning is not { } learning)
        {
            return [new("ensemble.learning", "learning", "The circuit does not learn.", "Add a learning block.")];
        }

        NetworkLayout layout = LayoutBuilder.Build(description);
        List<Violation> found = [];
        void Refuse(bool isThere, string code, string path, string what, string remedy) =>
            found.AddRange(isThere ? [new($"ensemble.{code}", path, $"{what} cannot learn as an ensemble of dies.", $"Train its dies one by one, or {remedy}.")] : []);

        Refuse(
            learning.Rule is not (LearningRuleKind.EquilibriumPropagation or LearningRuleKind.VectorField), "rule", "learning.rule",
            "Dies with this rule", "set learning.rule to equilibriumPropagation or vectorField");
        Refuse(learning.Cost != CostKind.SquaredError, "cost", "learning.cost", "Dies with an external read-out", "set learning.cost=squaredError");
        Refuse(description.Circuit.Plasticity is not null, "plasticity", "circuit.plasticity", "Dies with a plasticity unit that is not ideal", "remove circuit.plasticity");
        Refuse(description.Circuit.Coupling.Device is not null, "device", "circuit.coupling.device", "Dies with synapse devices", "remove circuit.coupling.device");
        Refuse(description.Circuit.ReadOutConverter is not null, "readOut", "circuit.readOutConverter", "Dies whose answers a converter reads", "remove circuit.readOutConverter");
        Refuse(
            Varies(description.Circuit.Fabrication, VariedParameter.OutputGain), "outputGain", "circuit.fabrication", "Dies whose sensors see gains of output buffers",
            "remove outputGain");
        Refuse(layout.HasResistiveSynapses, "loads", "circuit.coupling.kind", "Dies whose synapses load their membranes", "set circuit.coupling.kind=transconductance");
        Refuse(layout.Couplings.Any(coupling => coupling.Gain != 1), "gain", "circuit.topology", "Dies with amplifiers between layers", "leave gains out");
        Refuse(layout.Groups.Any(group => group.PlasticLeak), "leaks", "learning.inhibitor", "Dies whose leaks learn", "set learning.inhibitor.leakRate=0");
        return found;
    }

    private static bool Varies(FabricationBlock? fabrication, VariedParameter parameter) =>
        fabrication is not null
        && ((fabrication.Variations?.Any(block => block.Parameter == parameter) ?? false)
            || (fabrication.Devices?.Any(block => block.Parameter == parameter) ?? false)
            || (fabrication.Gradients?.Any(block => block.Parameter == parameter) ?? false));
}
