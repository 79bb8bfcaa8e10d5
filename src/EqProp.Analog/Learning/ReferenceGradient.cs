using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Learning;

/// <summary>
/// The gradient dJ/dtheta of the cost at the free equilibrium, J(theta) = C(s*(theta)), of one example: what every
/// gradient estimator is measured against. Dimensionless, in the shape of <see cref="NetworkParameters"/>; entries that
/// learning may not write are zero. Both entries of a pair within a reciprocal group hold the derivative by the weight
/// that they share.
/// </summary>
public static class ReferenceGradient
{
    /// <summary>The gradient by the implicit function theorem: exact for asymmetric networks as well.</summary>
    /// <param name="equations">The network.</param>
    /// <param name="inputs">One a clamped node.</param>
    /// <param name="cost">The cost.</param>
    /// <param name="target">One an answer.</param>
    /// <param name="start">States to settle from; the network's initial states if left out.</param>
    /// <returns>dJ/dtheta.</returns>
    /// <exception cref="InputException">The network did not settle, or its Jacobian is singular.</exception>
    /// <remarks>
    /// With f = ds/dt and J its Jacobian over the nodes that move, J^T a = -dC/ds and dJ/dtheta = a^T df/dtheta +
    /// dC/dtheta (Almeida 1987; Pineda 1987). Nodes held at a rail have a = 0. Not defined where a node is at a kink of
    /// its activation: see <see cref="NetworkEquations.KinkDistance"/>. A resistive synapse changes its load by the sign of W as well.
    /// </remarks>
    public static NetworkParameters Adjoint(
        NetworkEquations equations, ReadOnlySpan<double> inputs, CostKind cost, IReadOnlyList<double> target,
        ReadOnlySpan<double> start = default)
    {
        ReferenceEquilibrium free = ReferenceEquilibrium.Settle(equations, inputs, start: start);
        double[] adjoint = MovingNodes.SolveTransposed(
            equations.Jacobian(inputs, free.State),
            equations.Held(inputs, free.State),
            equations.CostByState(cost, target, free.State));
        if (!adjoint.All(double.IsFinite))
        {
            throw new InputException(
                "network.singular", "circuit", "The Jacobian at the equilibrium is singular, so the cost has no gradient there.",
                "Change the weights or the inputs slightly.", FailureKind.Diverged);
        }

        return OfAdjoint(equations, cost, target, free, adjoint);
    }

    /// <summary>
    /// The gradient, or an estimate of it, of vectors that stand for a = J^-T dC/ds: dJ/dtheta = -a^T df/dtheta + dC/dtheta at the free
    /// equilibrium.
    /// </summary>
    internal static NetworkParameters OfAdjoint(
        NetworkEquations equations, CostKind cost, IReadOnlyList<double> target, ReferenceEquilibrium free, double[] adjoint)
    {
        NetworkParameters gradient = ParameterSensitivity.Of(equations, free.Activities, free.State, [.. adjoint.Select(a => -a)]);
        equations.CostOf(cost, target).AddReadOutGradient(equations.Outputs(free.State), 1, gradient);
        return gradient;
    }

    /// <summary>The gradient by central differences of the cost, settled anew at both sides of every parameter.</summary>
    /// <param name="equations">The network.</param>
    /// <param name="inputs">One a clamped node.</param>
    /// <param name="cost">The cost.</param>
    /// <param name="target">One an answer.</param>
    /// <param name="step">Change of each parameter to either side, dimensionless.</param>
    /// <param name="start">States to settle from; the network's initial states if left out.</param>
    /// <returns>dJ/dtheta to order step squared.</returns>
    /// <exception cref="InputException">The network did not settle.</exception>
    public static NetworkParameters FiniteDifference(
        NetworkEquations equations, ReadOnlySpan<double> inputs, CostKind cost, IReadOnlyList<double> target,
        double step = 1e-5, ReadOnlySpan<double> start = default)
    {
        NetworkLayout layout = equations.Layout;
        NetworkParameters parameters = equations.Parameters;
        var gradient = new NetworkParameters(layout);
        double[] clamped = inputs.ToArray();
        double[] free = ReferenceEquilibrium.Settle(equations, inputs, start: start).State;

        double Slope(double[] values, int first, int second)
        {
            double here = values[first];
            double CostAt(double value)
            {
                values[first] = values[second] = value;
                var moved = new NetworkEquations(layout, parameters);
                return moved.Cost(cost, target, ReferenceEquilibrium.Settle(moved, clamped, start: free).State);
            }

            double slope = (CostAt(here + step) - CostAt(here - step)) / (2 * step);
            values[first] = values[second] = here;
            return slope;
        }

        for (int c = 0; c < layout.Couplings.Count; c++)
        {
            bool paired = PlasticSynapses.IsPaired(layout.Couplings[c]);
            int columns = layout.Groups[layout.Couplings[c].Target].Size;
            foreach (var (i, j, index) in PlasticSynapses.Of(layout, c))
            {
                gradient.Weights[c][index] = Slope(parameters.Weights[c], index, paired ? j * columns + i : index);
            }
        }

        foreach (var (values, slopes) in DirectArrays(parameters).Zip(DirectArrays(gradient)))
        {
            for (int k = 0; k < values.Length; k++)
            {
                slopes[k] = Slope(values, k, k);
            }
        }

        return gradient;
    }

    /// <summary>Every array but the weights of the couplings.</summary>
    private static IEnumerable<double[]> DirectArrays(NetworkParameters parameters) =>
        [.. parameters.Biases, .. parameters.Leaks, parameters.ReadOutWeights, parameters.ReadOutBiases];
}
