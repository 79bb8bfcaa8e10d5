using System.Globalization;
using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Learning.Rules;
using EqProp.Analog.Networks;
using EqProp.Analog.Studies.Datasets;

namespace EqProp.Analog.Studies.Gradients;

/// <summary>
/// What a rule for reciprocal synapses loses on a chip that has no energy function: free neurons that act on each other through weights of each
/// direction of their own, or FitzHugh-Nagumo neurons with one-way or unlike synapses, or with inhibitors that diffuse behind transconductors of unlike ratios.
/// </summary>
/// <param name="Asymmetry">Largest asymmetry of the currents over the examples; null where it was not measured.</param>
/// <param name="AngleDegrees">Angle between the estimate (centered, small beta) and the exact gradient; null where it was not measured.</param>
public sealed record Reciprocity(double? Asymmetry, double? AngleDegrees)
{
    /// <summary>Whether weights of each direction of their own are the reason.</summary>
    public bool IsUntied { get; init; }

    /// <summary>Most free nodes of a chip that is measured besides training.</summary>
    public const int MostNodes = 300;

    private const int MostExamples = 4;
    private const double Beta = 1e-3;

    /// <summary>Measures a chip at given weights on the first training examples.</summary>
    /// <param name="layout">The chip.</param>
    /// <param name="parameters">Its weights and biases.</param>
    /// <param name="learning">A resolved learning block.</param>
    /// <param name="data">The data.</param>
    /// <returns>
    /// What it loses; null where there is an energy, where the rule needs none, or where leaky integrators differ by fabrication alone. Not measured where
    /// the chip is large or does not settle.
    /// </returns>
    public static Reciprocity? Measure(NetworkLayout layout, NetworkParameters parameters, LearningBlock learning, Dataset data)
    {
        bool untied = layout.Couplings.Any(coupling => coupling.FeedbackOf is not null);
        if ((layout.Cells.Count == 0 && !untied) || LearningRuleCatalog.Of(learning.Rule).Couplings != CouplingNeed.Reciprocal)
        {
            return null;
        }

        var unmeasured = new Reciprocity(null, null) { IsUntied = untied };
        if (layout.FreeCount > MostNodes && untied)
        {
            return unmeasured;
        }

        var equations = new NetworkEquations(layout, parameters);
        if (equations.HasEnergy)
        {
            return null;
        }

        if (layout.FreeCount > MostNodes)
        {
            return unmeasured;
        }

        try
        {
            return Measure(equations, learning, new ExampleBatch(layout, learning, data, MostExamples)) with { IsUntied = untied };
        }
        catch (InputException unsettled) when (unsettled.Kind == FailureKind.Diverged)
        {
            return unmeasured;
        }
    }

    /// <summary>The warning, in a sentence.</summary>
    /// <returns>Text without a final stop.</returns>
    public string Describe()
    {
        string cause = IsUntied
            ? "the rule is for reciprocal synapses, but here each direction has weights of its own, so that it estimates the gradient with an error"
            : "no weighting of activators and inhibitors makes the currents of this chip reciprocal, so that equilibrium propagation estimates its gradient with an error";
        string measured = AngleDegrees is { } angle
            ? string.Create(CultureInfo.InvariantCulture, $"{cause}: {angle:G3} degrees off the exact gradient at these weights, asymmetry of the currents {Asymmetry:G3}")
            : $"{cause}; it was not measured";
        return IsUntied ? $"{measured}; the rule made for that is vectorField, or continualVectorField" : measured;
    }

    private static Reciprocity Measure(NetworkEquations equations, LearningBlock learning, ExampleBatch batch)
    {
        NetworkLayout layout = equations.Layout;
        NetworkParameters estimate = new(layout), exact = new(layout);
        double asymmetry = 0;
        for (int e = 0; e < batch.Count; e++)
        {
            double[] inputs = batch.InputOf(e), target = batch.TargetOf(e);
            double[] free = ReferenceEquilibrium.Settle(equations, inputs).State;
            ReferenceEquilibrium Nudged(double beta) =>
                ReferenceEquilibrium.Settle(equations, inputs, new OutputNudge(learning.Cost, beta, target), free);
            ReferenceEquilibrium plus = Nudged(Beta), minus = Nudged(-Beta);
            NetworkParameters one = ContrastEstimate.Compute(layout, plus.Activities, minus.Activities, 1 / (2 * Beta), equations.Parameters);
            ContrastEstimate.SetReadOut(layout, equations.Parameters, [equations.Outputs(plus.State), equations.Outputs(minus.State)], target, one);
            Add(one, estimate);
            Add(ReferenceGradient.Adjoint(equations, inputs, learning.Cost, target, free), exact);
            asymmetry = Math.Max(asymmetry, equations.Asymmetry(inputs, free));
        }

        return new(asymmetry, new GradientComparison(estimate, exact).Total.AngleDegrees);
    }

    private static void Add(NetworkParameters one, NetworkParameters sum)
    {
        foreach (((_, double[] from), (_, double[] to)) in one.Arrays().Zip(sum.Arrays()))
        {
            for (int k = 0; k < from.Length; k++)
            {
                to[k] += from[k];
            }
        }
    }
}
