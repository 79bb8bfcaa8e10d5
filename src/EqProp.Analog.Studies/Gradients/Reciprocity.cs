using System.Globalization;
using System.Text.Json;
using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Learning.Rules;
using EqProp.Analog.Networks;
using EqProp.Analog.Studies.Datasets;

namespace EqProp.Analog.Studies.Gradients;

/// <summary>
/// What a rule that needs reciprocal forces loses on a chip that has no energy function: one-way or unlike synapses, or inhibitors that diffuse
/// behind transconductors of unlike ratios.
/// </summary>
/// <param name="Asymmetry">Largest asymmetry of the currents over the examples; null where it was not measured.</param>
/// <param name="AngleDegrees">Angle between the estimate (centered, small beta) and the exact gradient; null where it was not measured.</param>
public sealed record Reciprocity(double? Asymmetry, double? AngleDegrees)
{
    /// <summary>Most free nodes of a chip that is measured besides training.</summary>
    public const int MostNodes = 300;

    private const int MostExamples = 4;
    private const double Beta = 1e-3;

    /// <summary>Measures a chip at given weights on the first training examples.</summary>
    /// <param name="layout">The chip.</param>
    /// <param name="parameters">Its weights and biases.</param>
    /// <param name="learning">A resolved learning block.</param>
    /// <param name="data">The data.</param>
    /// <returns>What it loses; null where there is an energy or the rule needs none. Not measured where the chip is large or does not settle.</returns>
    public static Reciprocity? Measure(NetworkLayout layout, NetworkParameters parameters, LearningBlock learning, Dataset data)
    {
        if (LearningRuleCatalog.Of(learning.Rule).Couplings != CouplingNeed.Reciprocal)
        {
            return null;
        }

        bool untied = layout.Couplings.Any(coupling => coupling.FeedbackOf is not null);
        var lost = new Reciprocity(null, null) { Rule = learning.Rule, HasCells = layout.Cells.Count > 0, IsUntied = untied };
        if (untied && layout.FreeCount > MostNodes)
        {
            return lost;
        }

        var equations = new NetworkEquations(layout, parameters);
        if (equations.HasEnergy)
        {
            return null;
        }

        if (layout.FreeCount > MostNodes)
        {
            return lost;
        }

        try
        {
            return lost.Measured(equations, learning, new ExampleBatch(layout, learning, data, MostExamples));
        }
        catch (InputException unsettled) when (unsettled.Kind == FailureKind.Diverged)
        {
            return lost;
        }
    }

    /// <summary>The rule of the learning block.</summary>
    public LearningRuleKind Rule { get; init; }

    /// <summary>Whether the neurons have two states.</summary>
    public bool HasCells { get; init; }

    /// <summary>Whether each direction of a coupling has weights of its own.</summary>
    public bool IsUntied { get; init; }

    /// <summary>The warning, in a sentence.</summary>
    /// <returns>Text without a final stop.</returns>
    public string Describe()
    {
        string broken = HasCells
            ? "no weighting of activators and inhibitors makes the currents of this chip reciprocal"
            : IsUntied ? "each direction of this chip's synapses has weights of its own"
            : "synapses between free nodes of this chip act one way, or unlike in both directions";
        bool isOwn = Rule == LearningRuleKind.EquilibriumPropagation;
        string rule = isOwn ? "equilibrium propagation" : $"the rule {Name(Rule)}";
        string measured = AngleDegrees is { } angle
            ? string.Create(CultureInfo.InvariantCulture, $": {(isOwn ? "" : "that of equilibrium propagation is ")}{angle:G3} degrees off the exact gradient at these weights, asymmetry of the currents {Asymmetry:G3}")
            : "; it was not measured";
        string exact = string.Join(" and ", LearningRuleCatalog.All.Where(entry => entry.Couplings == CouplingNeed.Any)
            .Select(entry => Name(entry.Kind) + (entry.SimulationOnly ? " (simulation only)" : "")));
        string made = IsUntied ? "; made for such synapses: vectorField, or continualVectorField" : "";
        return $"{broken}, so that {rule} estimates its gradient with an error{measured}; exact without symmetry: {exact}{made}";
    }

    private static string Name(LearningRuleKind rule) => JsonNamingPolicy.CamelCase.ConvertName(rule.ToString());

    private Reciprocity Measured(NetworkEquations equations, LearningBlock learning, ExampleBatch batch)
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

        return this with { Asymmetry = asymmetry, AngleDegrees = new GradientComparison(estimate, exact).Total.AngleDegrees };
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
