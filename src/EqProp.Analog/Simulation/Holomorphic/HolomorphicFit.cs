using System.Text.Json;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Simulation.Holomorphic;

/// <summary>What keeps a chip from a complex continuation: states must be analytic functions of beta.</summary>
public static class HolomorphicFit
{
    /// <summary>Checks a layout.</summary>
    /// <param name="layout">The network.</param>
    /// <exception cref="InputException">Something on it is not analytic or not supported; says what, and what fits.</exception>
    public static void Require(NetworkLayout layout)
    {
        foreach (NodeGroup group in layout.Groups.Skip(1))
        {
            if (group.Activation is not (ActivationKind.Tanh or ActivationKind.Logistic or ActivationKind.Linear) || group.Nonlinearity is not null)
            {
                string kind = JsonNamingPolicy.CamelCase.ConvertName(group.Activation.ToString());
                throw Refused(
                    "circuit.neurons",
                    group.Nonlinearity is null ? $"The activation {kind} of {group.Name} is not analytic" : $"{group.Name} has a nonlinear conductance on its membrane, which is not continued",
                    "Use the activation logistic or tanh (or linear) on leaky integrators");
            }

            if (group.Diodes.Count > 0 || group.LineTime > 0)
            {
                string what = group.Diodes.Count > 0 ? "diodes" : "wires with a delay";
                throw Refused("circuit.neurons", $"{group.Name} has {what}, which are not continued", "Leave them out");
            }
        }

        if (layout.HasResistiveSynapses)
        {
            throw Refused("circuit.coupling.kind", "Resistive synapses load the membranes, and the integral that measures loads has branches", "Use the coupling transconductance");
        }

        if (layout.Couplings.Any(coupling => coupling.Kind == EdgeKind.OneWay && coupling.Source != 0))
        {
            throw Refused("circuit.topology.edges", "Synapses that act one way have no energy", "Use reciprocal edges between neurons");
        }
    }

    private static InputException Refused(string path, string reason, string remedy) => new(
        "learning.rule", path, $"{reason}: the rule holomorphic follows states to complex numbers.",
        $"{remedy}, or the rule oscillatingNudge, which needs real nudges alone.");
}
