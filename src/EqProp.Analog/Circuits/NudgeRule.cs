using EqProp.Analog.Numerics.Quantities;

namespace EqProp.Analog.Circuits;

/// <summary>
/// A nudge away from the target is a negative resistor at the output: stronger than the output's own stiffness, it drives
/// the output to a rail. At equality the published four steps still work, for they end long before it settles.
/// </summary>
public static class NudgeRule
{
    internal static void Check(CircuitDescription description, LearningBlock learning, Findings findings)
    {
        if (learning.Rule is LearningRuleKind.ContrastiveHebbian or LearningRuleKind.CoupledLearning or LearningRuleKind.Dyadic)
        {
            // Sources hold outputs wherever they are put, and errors in a network of their own push no output.
            return;
        }

        // An inhibitor ascends, so that it is pushed away from the target where others are drawn to it.
        bool ascends = description.Circuit.Neurons.FitzHughNagumo?.Answers == AnsweringState.Inhibitor;
        EstimatorKind bad = ascends ? EstimatorKind.Positive : EstimatorKind.Negative;
        EstimatorKind good = ascends ? EstimatorKind.Negative : EstimatorKind.Positive;
        if (!(learning.Estimator == bad || learning.Estimator is EstimatorKind.RandomSign or EstimatorKind.Alternating or EstimatorKind.Centered) || learning.Cost != CostKind.SquaredError || learning.Beta is not { } beta)
        {
            return;
        }

        double limit = Limit(description.Circuit);
        bool settles = learning.NudgedPhase.Residual is not null;
        if (description.Simulation.Settling == SettlingKind.SteadyState)
        {
            CheckOperatingPoint(beta, limit, bad, good, findings);
        }
        else if (beta > limit || (beta == limit && settles))
        {
            string siemens = QuantityText.Format(
                limit * description.Circuit.Neurons.LeakConductance, UnitTable.Get("S"));
            string allowed = settles ? "below" : "at most";
            findings.Add(
                "nudge.negativeResistor",
                "learning.beta",
                $"A {Name(bad)} nudge stronger than the outputs' stiffness is a negative resistor: "
                + $"beta is {RuleChecks.Text(beta)}, the outputs hold against {RuleChecks.Text(limit)} ({siemens}).",
                $"Keep beta {allowed} {RuleChecks.Text(limit)}, or use the estimator {Name(good)}.");
        }
    }

    private static string Name(EstimatorKind kind) => RecordShapes.FileName(kind.ToString());

    private static void CheckOperatingPoint(double beta, double limit, EstimatorKind bad, EstimatorKind good, Findings findings)
    {
        if (beta >= limit)
        {
            findings.Add(
                "nudge.noOperatingPoint",
                "learning.beta",
                $"A nudge of beta {(bad == EstimatorKind.Negative ? "<= -(" : ">= (")}stiffness of the outputs) has no operating point; the published beta = +-1 works only because four "
                + $"steps do not settle. Beta is {RuleChecks.Text(beta)}, the stiffness {RuleChecks.Text(limit)}.",
                $"Keep beta below {RuleChecks.Text(limit)}, or use the estimator {Name(good)}, or simulation.settling transient.");
        }
    }

    /// <summary>The strongest negative nudge that every output holds against when the cost is the squared error.</summary>
    /// <param name="circuit">A resolved circuit.</param>
    /// <returns>Least stiffness of the outputs, in units of the shared leak conductance; infinite where they hold against any.</returns>
    public static double Limit(CircuitBlock circuit)
    {
        if (circuit.Neurons.FitzHughNagumo is { } cell)
        {
            return OfCells(circuit, cell);
        }

        ActivationBlock activation = circuit.ActivationOf(NodeRole.Output);
        double slope = (circuit.ForceOf(), activation.Kind) switch
        {
            (ForceForm.CurrentSumming, ActivationKind.Tanh) => activation.Gain,
            (ForceForm.CurrentSumming, ActivationKind.Logistic) => activation.Gain / 4,
            _ => 1,
        };
        double softest = (circuit.Topology.Neurons ?? [])
            .Where(neuron => neuron.Role == NodeRole.Output)
            .Select(neuron => (neuron.LeakConductance ?? circuit.Neurons.LeakConductance) / circuit.Neurons.LeakConductance
                + HeldByInputs(circuit, neuron))
            .DefaultIfEmpty(1)
            .Min();
        return softest / slope;
    }

    // Far out a cubic grows faster than any nudge; the others hold with s and with what their inhibitors draw, 1 / gamma. An inhibitor
    // holds with gamma, for membranes as far out yield next to nothing.
    private static double OfCells(CircuitBlock circuit, FitzHughNagumoBlock cell)
    {
        double[] gammas = [.. CellParts.Of(circuit, NodeRole.Output).Select(one => one.Gamma).DefaultIfEmpty(cell.Gamma ?? double.NaN)];
        return cell switch
        {
            { Answers: AnsweringState.Inhibitor } => gammas.Min(),
            { Nonlinearity.Kind: NonlinearityKind.Cubic or NonlinearityKind.AlphaCubic } => double.PositiveInfinity,
            _ => CellParts.OuterSlope(cell.Nonlinearity) + 1 / gammas.Max(),
        };
    }

    // Resistors to clamped inputs stiffen an output by the least that learning can leave of them.
    private static double HeldByInputs(CircuitBlock circuit, ElementNeuron output)
    {
        double least = Math.Max(circuit.Coupling.WeightRange is { Count: 2 } range ? range[0] : 0, 0);
        HashSet<string> inputs = [.. (circuit.Topology.Neurons ?? []).Where(node => node.Role == NodeRole.Input).Select(node => node.Name)];
        return circuit.Coupling.Kind == SynapseKind.Transconductance ? 0 : (circuit.Topology.Edges ?? [])
            .Where(edge => edge.To == output.Name && inputs.Contains(edge.From))
            .Sum(edge => edge.Plastic ? least : Math.Abs(edge.Weight ?? 0));
    }
}
