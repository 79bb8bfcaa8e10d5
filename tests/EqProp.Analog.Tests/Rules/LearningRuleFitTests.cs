using EqProp.Analog.Circuits;
using EqProp.Analog.Learning.Rules;
using EqProp.Analog.Studies.Gradients;
using EqProp.Analog.TestKit;
using EqProp.Analog.Tests.Training;

namespace EqProp.Analog.Tests.Rules;

/// <summary>A rule on a circuit that breaks what it assumes says what is broken, and which rule fits.</summary>
public class LearningRuleFitTests
{
    private const string Summing = "circuit.coupling.force=currentSumming";
    private const string Tanh = "circuit.neurons.activation.kind=tanh";
    private const string Unlike = """circuit.fabrication={"variations":[{"parameter":"synapseDirection","relativeSigma":0.1}]}""";
    private static readonly string[] Hebbian = ["learning.rule=contrastiveHebbian", "learning.estimator=positive", "learning.beta=null"];

    [Theory]
    [InlineData("learning.cost", "equilibriumPropagation", "learning.rule=coupledLearning", "learning.cost=crossEntropy")]
    [InlineData("learning.twin.swap", "randomSign", "learning.rule=twin", "learning.estimator=randomSign", "learning.twin={\"swap\":true}")]
    [InlineData("learning.rule", "vectorField", "learning.rule=dyadic", "circuit.topology.layers=[2,500,1]")]
    [InlineData("learning.estimator", "positive", "learning.rule=contrastiveHebbian", "learning.beta=null")]
    [InlineData("learning.beta", "coupledLearning", "learning.rule=contrastiveHebbian", "learning.estimator=positive")]
    [InlineData("learning.targets", "low 0.1", "learning.rule=contrastiveHebbian", "learning.estimator=positive", "learning.beta=null", Summing, Tanh, "learning.targets.high=1")]
    public void It_refuses_and_says_what_fits(string path, string remedy, params string[] settings)
    {
        ResolvedCircuit circuit = TrainingRuns.Preset("xor", settings);
        Violation refusal = Assert.Throws<InputException>(() => LearningRuleFit.Require(circuit.Description)).Violations.Single();
        Assert.Equal(path, refusal.Path);
        Assert.Contains(remedy, refusal.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Inhibitors_that_answer_cannot_be_held()
    {
        ResolvedCircuit circuit = TrainingRuns.Preset(
            "xor-fhn", "learning.rule=coupledLearning", "circuit.neurons.fitzHughNagumo.answers=inhibitor", "learning.estimator=negative");
        Violation refusal = Assert.Throws<InputException>(() => LearningRuleFit.Require(circuit.Description)).Violations.Single();
        Assert.Equal("circuit.neurons.fitzHughNagumo.answers", refusal.Path);
    }

    [Theory]
    [InlineData("learning.twin={}", "learning.twin")]
    [InlineData("learning.rule=twin|learning.twin={\"mismatch\":-0.1}", "learning.twin.mismatch")]
    public void Blocks_of_other_rules_and_wrong_values_are_found(string settings, string path)
    {
        var failure = Assert.Throws<InputException>(() => TrainingRuns.Preset("xor", settings.Split('|')));
        Assert.EndsWith(path, Assert.Single(failure.Violations).Path, StringComparison.Ordinal);
    }

    /// <summary>Sources hold outputs that no nudge of that strength would leave an operating point.</summary>
    [Fact]
    public void Displacements_have_no_limit_of_stiffness()
    {
        string[] strong = ["simulation.settling=steadyState", "learning.beta=2"];
        Assert.Throws<InputException>(() => TrainingRuns.Preset("xor", strong));
        LearningRuleFit.Require(TrainingRuns.Preset("xor", [.. strong, "learning.rule=coupledLearning"]).Description);
        LearningRuleFit.Require(TrainingRuns.Preset("xor", [.. strong[..1], .. Hebbian]).Description);
    }

    [Fact]
    public void What_unlike_directions_cost_is_measured()
    {
        var options = new GradientOptions { Betas = [1e-3] };
        string[] smooth = [Summing, Tanh];
        Assert.Null(GradientStudy.Run(TrainingRuns.Preset("xor", smooth), options).Reciprocity);
        GradientResult unlike = GradientStudy.Run(TrainingRuns.Preset("xor", [.. smooth, Unlike]), options);
        GradientRow centered = unlike.Rows.Single(row => row.Estimator == EstimatorKind.Centered);
        Assert.Equal(centered.Agreement!.Value.AngleDegrees, unlike.Reciprocity!.AngleDegrees!.Value, 1e-6);
        Assert.InRange(unlike.Reciprocity.AngleDegrees.Value, 0.05, 40);
        Assert.Contains("dyadic (simulation only)", unlike.Reciprocity.Describe(), StringComparison.Ordinal);
        Assert.All(
            unlike.Rules.Where(row => row.Rule is LearningRuleKind.AsymmetricRepair or LearningRuleKind.Dyadic),
            row => Assert.InRange(row.Agreement!.Value.Cosine, 0.99, 1));
        Assert.Null(GradientStudy.Run(TrainingRuns.Preset("xor", [.. smooth, Unlike, "learning.rule=dyadic"]), options).Reciprocity);
    }

    [Theory]
    [InlineData("coupledLearning", "coupledLearning")]
    [InlineData("asymmetricRepair", "asymmetricRepair")]
    [InlineData("twin", "equilibriumPropagation")]
    public void The_own_phases_are_those_of_the_rule(string rule, string like)
    {
        string[] settings = [Summing, Tanh, "learning.beta=0.02", "learning.freePhase.steps=3000", "learning.nudgedPhase.steps=3000", $"learning.rule={rule}"];
        GradientResult result = GradientStudy.Run(TrainingRuns.Preset("xor", settings), new GradientOptions { Betas = [0.02] });
        double expected = like == "equilibriumPropagation"
            ? result.Rows.Single(row => row.Estimator == EstimatorKind.Centered).Agreement!.Value.AngleDegrees
            : result.Rules.Single(row => RecordShapes.FileName(row.Rule.ToString()) == like && row.Estimator == EstimatorKind.Centered).Agreement!.Value.AngleDegrees;
        Assert.Equal(expected, result.OwnPhases.AngleDegrees, 1e-3);
        Assert.Null(result.OwnNudgedResidual);
    }

    /// <summary>Every rule of the catalog that sources or repairs make learns exclusive or.</summary>
    [Theory]
    [InlineData("learning.rule=contrastiveHebbian", "learning.estimator=positive", "learning.beta=null")]
    [InlineData("learning.rule=coupledLearning", "learning.estimator=centered", "learning.beta=0.5")]
    [InlineData("learning.rule=coupledLearning", "learning.estimator=negative", "learning.beta=0.5")]
    [InlineData("learning.rule=twin", "learning.twin={\"mismatch\":0.01,\"swap\":true}", "learning.estimator=centered")]
    public void They_learn_exclusive_or(params string[] settings)
    {
        using var folder = new TemporaryFolder();
        var record = TrainingRuns.Train(TrainingRuns.Preset("xor", [.. settings]), TrainingRuns.Options(folder.File("run")));
        Assert.Equal(100, record.Test!.AccuracyPercent);
    }

    [Theory]
    [InlineData("asymmetricRepair")]
    [InlineData("dyadic")]
    public void Repairs_lower_the_cost(string rule)
    {
        using var folder = new TemporaryFolder();
        var record = TrainingRuns.Train(
            TrainingRuns.Preset("xor", Summing, Tanh, Unlike, $"learning.rule={rule}", "learning.epochs=60"), TrainingRuns.Options(folder.File("run")));
        Assert.True(record.Epochs![^1].TrainCost < 0.9 * record.Epochs[0].TrainCost, $"{record.Epochs[0].TrainCost} to {record.Epochs[^1].TrainCost}");
    }
}
