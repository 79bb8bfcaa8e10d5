using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Gradients;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Gradients;

public class GradientStudyTests
{
    private const string Smooth = "circuit.neurons.activation.kind=tanh";

    [Fact]
    public void Errors_have_the_order_of_the_estimator_and_the_own_phases_agree()
    {
        GradientResult result = GradientStudy.Run(
            Preset("xor", Smooth, "circuit.coupling.force=currentSumming", "learning.beta=0.02"), new GradientOptions { Betas = [1e-2, 1e-3, 1e-1] });
        Assert.Equal(4, result.Examples);
        Assert.Equal([1e-3, 1e-3, 1e-3, 1e-2, 1e-2, 1e-2, 0.1, 0.1, 0.1], result.Rows.Select(row => row.Beta));
        Assert.InRange(result.Slopes[EstimatorKind.Positive]!.Value, 0.9, 1.1);
        Assert.InRange(result.Slopes[EstimatorKind.Negative]!.Value, 0.9, 1.1);
        Assert.InRange(result.Slopes[EstimatorKind.Centered]!.Value, 1.9, 2.1);
        Assert.All(result.Rows, row => Assert.InRange(row.Agreement!.Value.Cosine, 0.99, 1));
        Assert.InRange(result.OwnPhases.AngleDegrees, 1e-6, 1);
        Assert.InRange(result.OwnFreeResidual, 1e-12, 1e-2);
        Assert.Equal(double.PositiveInfinity, result.KinkDistance);
    }

    [Fact]
    public void The_external_read_out_counts_and_one_sided_estimators_are_followed()
    {
        GradientResult result = GradientStudy.Run(
            Preset("xor", Smooth, "circuit.topology.layers=[2,8,3]", "learning.cost=crossEntropy", "learning.estimator=positive", "learning.beta=0.01"),
            new GradientOptions { Betas = [1e-3], Examples = 2 });
        Assert.Equal(2, result.Examples);
        Assert.Equal(EstimatorKind.Positive, result.OwnEstimator);
        Assert.All(result.Rows, row => Assert.InRange(row.Agreement!.Value.RelativeError, 0, 0.01));
        Assert.InRange(result.OwnPhases.RelativeError, 0, 0.2);
    }

    [Fact]
    public void Nudges_that_the_outputs_do_not_hold_against_are_skipped_with_the_reason()
    {
        GradientResult result = GradientStudy.Run(Preset("xor"), new GradientOptions { Betas = [0.1, 1.5] });
        GradientRow[] strong = [.. result.Rows.Where(row => row.Beta == 1.5)];
        Assert.Equal([true, false, false], strong.Select(row => row.Agreement is not null));
        Assert.Contains("negative resistor; the outputs hold against 1", strong[1].Skipped, StringComparison.Ordinal);
    }

    [Fact]
    public void Layers_of_a_residual_stack_are_compared_one_by_one()
    {
        using var folder = new TemporaryFolder();
        GradientResult result = GradientStudy.Run(CircuitLoader.Load(folder.Write("stack.json", Stack), []), new GradientOptions { Betas = [1e-3], Examples = 1 });
        Assert.Equal(["hidden 1", "hidden 2", "output"], result.Stack!.Layers.Select(row => row.Layer));
        Assert.All(result.Stack.Layers, row => Assert.InRange(row.Centered.Cosine, 0.999999, 1));
        Assert.All(result.Stack.Layers, row => Assert.InRange(row.ReturningEcho!.Value.RelativeError, 0, 1e-4));
        Assert.Equal(result.Rows.Single(row => row.Estimator == EstimatorKind.Centered).Agreement!.Value.RelativeError, result.Stack.Total.Centered.RelativeError, 1e-4);
        Assert.InRange(result.OwnPhases.RelativeError, 0, 0.1);
        Assert.Null(GradientStudy.Run(Preset("xor"), new GradientOptions { Betas = [1e-3], Examples = 1 }).Stack);
    }

    [Fact]
    public void Circuits_that_are_too_large_or_do_not_learn_are_refused()
    {
        var large = Assert.Throws<InputException>(() => GradientStudy.Run(Preset("xor", "circuit.topology.layers=[2,2000,1]"), new()));
        Assert.Equal("gradient.size", large.Violations[0].Code);
        Assert.Contains("2001 free nodes", large.Violations[0].Message, StringComparison.Ordinal);
        var dumb = Assert.Throws<InputException>(() => GradientStudy.Run(Preset("elements-pair"), new()));
        Assert.Equal("learning.missing", dumb.Violations[0].Code);
    }

    private const string Stack =
        """
        {
          "name": "stack",
          "circuit": {
            "neurons": {
              "membraneCapacitance": "1 nF", "leakConductance": "1 mS", "referenceVoltage": "0 V",
              "fitzHughNagumo": { "gamma": 0.8, "b": 0.7, "tau": 0.5 }
            },
            "topology": { "kind": "residual", "width": 2, "depth": 3, "linkWeight": 3, "inhibitorLinkWeight": 1 },
            "coupling": { "weightRange": [-2, 2] }
          },
          "learning": {
            "dataset": { "name": "xor" }, "estimator": "centered", "beta": 0.05, "freePhase": { "steps": 2000 }, "nudgedPhase": { "steps": 2000 },
            "batchSize": 4, "epochs": 1, "rates": [0.1], "targets": { "low": -0.5, "high": 0.5 }
          },
          "simulation": { "precision": "double", "epsilon": 0.02 }
        }
        """;

    private static ResolvedCircuit Preset(string name, params string[] settings) =>
        CircuitLoader.Load(RepositoryRoot.Combine("circuits", "presets", name + ".json"), settings);
}
