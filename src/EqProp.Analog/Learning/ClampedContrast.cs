using EqProp.Analog.Circuits;
using EqProp.Analog.Learning.Rules;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Learning;

/// <summary>
/// What rules that hold the outputs by sources write, of one example whose phases settle fully in double precision: the estimate whose negative,
/// times a learning rate, is the change of the parameters.
/// </summary>
public static class ClampedContrast
{
    /// <summary>Contrastive Hebbian learning: the contrast between outputs at their targets and free ones.</summary>
    /// <param name="equations">The network.</param>
    /// <param name="inputs">One a clamped node.</param>
    /// <param name="target">One an output.</param>
    /// <param name="start">States to settle from; the network's initial states if left out.</param>
    /// <returns>The gradient of the energy with the outputs held less that of the free network.</returns>
    /// <exception cref="InputException">The network did not settle.</exception>
    public static NetworkParameters ContrastiveHebbian(
        NetworkEquations equations, ReadOnlySpan<double> inputs, IReadOnlyList<double> target, ReadOnlySpan<double> start = default)
    {
        ReferenceEquilibrium free = ReferenceEquilibrium.Settle(equations, inputs, start: start);
        return Contrast(equations, Held(equations, inputs, target, free, 1), free, 1);
    }

    /// <summary>Coupled learning: outputs held a step of beta from where they were free towards their targets, or away.</summary>
    /// <param name="equations">The network.</param>
    /// <param name="inputs">One a clamped node.</param>
    /// <param name="target">One an output.</param>
    /// <param name="estimator">Positive, negative or centered.</param>
    /// <param name="beta">Share of the way, positive.</param>
    /// <param name="start">States to settle from; the network's initial states if left out.</param>
    /// <returns>The contrast over beta: to first order the gradient of the error as the stiffness of the outputs weighs it.</returns>
    /// <exception cref="InputException">The network did not settle.</exception>
    public static NetworkParameters CoupledLearning(
        NetworkEquations equations, ReadOnlySpan<double> inputs, IReadOnlyList<double> target, EstimatorKind estimator, double beta,
        ReadOnlySpan<double> start = default)
    {
        ReferenceEquilibrium free = ReferenceEquilibrium.Settle(equations, inputs, start: start);
        double first = estimator == EstimatorKind.Negative ? -beta : beta;
        ReferenceEquilibrium plus = Held(equations, inputs, target, free, first);
        return estimator == EstimatorKind.Centered
            ? Contrast(equations, plus, Held(equations, inputs, target, free, -first), 1 / (2 * first))
            : Contrast(equations, plus, free, 1 / first);
    }

    private static ReferenceEquilibrium Held(
        NetworkEquations equations, ReadOnlySpan<double> inputs, IReadOnlyList<double> target, ReferenceEquilibrium free, double share)
    {
        var sources = new OutputSources(equations.Layout);
        double[] seen = equations.Outputs(free.State);
        double[] states = [.. seen.Select((o, k) => sources.StateAt(share == 1 ? target[k] : o + share * (target[k] - o)))];
        return ReferenceEquilibrium.Settle(equations.WithOutputsHeld(states), inputs, start: free.State);
    }

    private static NetworkParameters Contrast(NetworkEquations equations, ReferenceEquilibrium plus, ReferenceEquilibrium minus, double scale) =>
        ContrastEstimate.Compute(equations.Layout, plus.Activities, minus.Activities, scale, equations.Parameters);
}
