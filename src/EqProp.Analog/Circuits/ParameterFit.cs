namespace EqProp.Analog.Circuits;

/// <summary>Which parameters a circuit has: what an activation circuit or a synapse does besides its ideal depends on the force and the coupling.</summary>
internal static class ParameterFit
{
    /// <summary>Reports a parameter that the groups spoken of do not have.</summary>
    public static void Check(CircuitBlock circuit, VariedParameter parameter, IReadOnlyList<string>? groups, string path, Findings findings)
    {
        if (ParameterUnits.IsOfCells(parameter))
        {
            CheckCells(circuit, parameter, path, findings);
        }
        else if (circuit.Neurons.FitzHughNagumo is not null && (ParameterUnits.IsOfActivations(parameter) || NamesInductors(circuit, parameter, groups)))
        {
            bool isCurrent = parameter == VariedParameter.BiasCurrent;
            findings.Add(
                "fabrication.cells",
                path,
                isCurrent
                    ? "The inhibitor of an inductor is the current of a branch; there is no membrane for another current to flow into."
                    : "FitzHugh-Nagumo neurons have no activation circuit: synapses see their membranes.",
                isCurrent ? "Name groups of activators, or use the branch gyrator." : "Use biasCurrent, or remove it.");
        }
        else if (ParameterUnits.IsOfActivations(parameter))
        {
            CheckActivation(circuit, parameter, groups, path, findings);
        }
        else if (ParameterUnits.IsOfBuffers(parameter))
        {
            CheckBuffers(circuit, path, findings);
        }
        else if (parameter is VariedParameter.SynapseDirection or VariedParameter.SynapseOffset && JoinsMembranes(circuit, groups))
        {
            findings.Add(
                "fabrication.resistor",
                path,
                parameter == VariedParameter.SynapseDirection
                    ? "Between linear nodes a synapse is one resistor on both membranes, whose directions cannot differ."
                    : "Between linear nodes a synapse is a resistor on both membranes, which an offset could make negative.",
                "Use synapseGain, or name the groups of buffered neurons alone.");
        }
    }

    /// <summary>A gain is a factor on what is written: it is none on a load, nor on what conducts whatever is written.</summary>
    private static void CheckBuffers(CircuitBlock circuit, string path, Findings findings)
    {
        if (circuit.Coupling.Kind == SynapseKind.Resistive)
        {
            findings.Add(
                "fabrication.buffer", path, "Resistive synapses load membranes by their conductance, whatever the gain of the buffer that drives them.",
                "Use transconductance synapses, or synapseGain.");
        }

        bool hasOffsets = ParameterSpread.Of(circuit).Any(spread => spread.Parameter == VariedParameter.SynapseOffset)
            || (circuit.Fabrication?.Gradients ?? []).Any(gradient => gradient.Parameter == VariedParameter.SynapseOffset);
        if (hasOffsets || circuit.Fabrication?.Faults?.StuckOn > 0)
        {
            findings.Add(
                "fabrication.buffer", path, "What a synapse conducts whatever is written is the same both ways, and a gain of one way would change it.",
                "Leave synapseOffset and faults.stuckOn out, or this gain.");
        }
    }

    private static void CheckCells(CircuitBlock circuit, VariedParameter parameter, string path, Findings findings)
    {
        bool isGyrator = parameter == VariedParameter.GyratorGain;
        bool hasLinks = TopologyCounts.IsLattice(circuit.Topology) || circuit.Topology.Kind == TopologyKind.Residual;
        if (isGyrator ? circuit.Neurons.FitzHughNagumo is not { Branch: InhibitorBranch.Gyrator } : !hasLinks)
        {
            findings.Add(
                "fabrication.cells",
                path,
                isGyrator ? "Only FitzHugh-Nagumo neurons with the branch gyrator have gyrators." : "Only a ring, a chain, a grid and a residual stack have fixed resistors.",
                "Remove it.");
        }
    }

    private static bool NamesInductors(CircuitBlock circuit, VariedParameter parameter, IReadOnlyList<string>? groups) =>
        parameter == VariedParameter.BiasCurrent
        && circuit.Neurons.FitzHughNagumo is { Branch: InhibitorBranch.Inductor }
        && Spoken(circuit, groups).Any(group => group.IsInhibitor);

    /// <summary>Whether synapses into any of the groups are resistors between membranes.</summary>
    public static bool JoinsMembranes(CircuitBlock circuit, IReadOnlyList<string>? groups) =>
        circuit.Coupling.Kind == SynapseKind.Resistive
        && TopologyCounts.JoinedRoles(circuit.Topology).Any(pair => IsLinear(circuit, pair.Source) && IsLinear(circuit, pair.Target))
        && Spoken(circuit, groups).Any(group => IsLinear(circuit, group.Role));

    private static void CheckActivation(CircuitBlock circuit, VariedParameter parameter, IReadOnlyList<string>? groups, string path, Findings findings)
    {
        TopologyGroup[] spoken = [.. Spoken(circuit, groups)];
        TopologyGroup[] buffered = [.. spoken.Where(group => circuit.Coupling.IsBuffered(circuit.ActivationOf(group.Role).Kind))];
        if (spoken.Length > 0 && (groups is null ? buffered.Length == 0 : buffered.Length < spoken.Length))
        {
            findings.Add(
                "fabrication.noActivation",
                path,
                "Linear neurons with resistive synapses have no activation circuit: the resistors sit on the membranes.",
                "Name the groups of buffered neurons, or remove it.");
            return;
        }

        bool energyBased = circuit.ForceOf() == ForceForm.EnergyBased;
        bool isOffset = parameter == VariedParameter.InputOffset;
        if (energyBased && buffered.Any(group => !isOffset || IsSmooth(circuit, group.Role)))
        {
            findings.Add(
                "fabrication.force",
                path,
                isOffset
                    ? "The energy-based force of tanh and logistic neurons multiplies currents by the slope of an ideal activation; an offset has no place in it."
                    : "The energy-based force knows no slope of an activation circuit but the ideal one.",
                "Use the force currentSumming, or remove it.");
        }
        else if (buffered.Any(group => circuit.DiodesOf(group.Role).Count > 0))
        {
            findings.Add(
                "fabrication.diodes",
                path,
                "The diodes of a group share their voltages; with an activation circuit that differs from neuron to neuron they cannot be solved together.",
                "Remove the diodes, or name groups without diodes.");
        }
    }

    private static IEnumerable<TopologyGroup> Spoken(CircuitBlock circuit, IReadOnlyList<string>? groups) =>
        TopologyGroups.FreeOf(circuit).Where(group => GroupNames.Names(groups, group));

    private static bool IsLinear(CircuitBlock circuit, NodeRole role) => circuit.ActivationOf(role).Kind == ActivationKind.Linear;

    private static bool IsSmooth(CircuitBlock circuit, NodeRole role) => circuit.ActivationOf(role).Kind is ActivationKind.Tanh or ActivationKind.Logistic;
}
