using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Simulation;
using EqProp.Analog.Studies.Datasets;
using EqProp.Analog.Studies.Training;

namespace EqProp.Analog.Tests.Training;

/// <summary>Every rule learns exclusive or through the trainer, in both force forms.</summary>
public sealed class RuleTrainingTests
{
    private const string Untied = "circuit.topology.feedback=untied|learning.initialization.feedbackAngle=30";
    private const string Tanh = "circuit.neurons.activation={\"kind\":\"tanh\",\"gain\":2}|circuit.coupling.force=currentSumming|learning.targets={\"low\":-0.5,\"high\":0.5}|learning.beta=0.2|learning.initialization={\"weightScale\":[2,1],\"outputBias\":null}";

    [Theory]
    [InlineData("timingDependent", "centered", 0.3, 1000, "")]
    [InlineData("timingDependent", "positive", 0.3, 1000, "")]
    [InlineData("timingDependentForward", "centered", 0.3, 1000, "")]
    [InlineData("continual", "randomSign", 0.05, 4000, "")]
    [InlineData("vectorField", "centered", 0.3, 1000, Untied)]
    [InlineData("vectorField", "randomSign", 0.3, 1000, Untied)]
    [InlineData("continualVectorField", "positive", 0.05, 4000, Untied)]
    [InlineData("timingDependent", "centered", 0.3, 1000, Tanh)]
    [InlineData("continual", "negative", 0.03, 4000, Tanh)]
    [InlineData("vectorField", "centered", 0.3, 1000, Tanh + "|circuit.topology.feedback=untied")]
    [InlineData("continualVectorField", "negative", 0.03, 4000, Tanh + "|circuit.topology.feedback=untied")]
    public void A_rule_learns_exclusive_or_from_several_seeds(string rule, string estimator, double rate, int epochs, string settings)
    {
        string[] all =
        [
            $"learning.rule={rule}", $"learning.estimator={estimator}", FormattableString.Invariant($"learning.rates=[{rate}]"), $"learning.epochs={epochs}",
            .. settings.Split('|', StringSplitOptions.RemoveEmptyEntries),
        ];
        Assert.All(Enumerable.Range(1, 4), seed => Assert.Equal(0, WrongAfterLearning(TrainingRuns.Preset("xor", [.. all, $"learning.seed={seed}"]))));
    }

    /// <summary>A rate that the rule of the end points learns with is too large for weights that move at every step.</summary>
    [Fact]
    public void Continual_learning_needs_smaller_rates()
    {
        string[] settings = ["learning.rates=[1.5]", "learning.epochs=300"];
        Assert.Equal(0, Enumerable.Range(1, 4).Sum(seed => WrongAfterLearning(TrainingRuns.Preset("xor", [.. settings, "learning.epochs=1000", $"learning.seed={seed}"]))));
        Assert.True(Enumerable.Range(1, 4).Sum(seed => WrongAfterLearning(TrainingRuns.Preset(
            "xor", [.. settings, "learning.rule=continual", "learning.estimator=positive", "learning.epochs=1000", $"learning.seed={seed}"]))) >= 4);
    }

    private static int WrongAfterLearning(ResolvedCircuit circuit)
    {
        using ChipBench bench = ChipBench.SetUp(circuit, new DatasetLocation(), new SimulationOptions { Threads = 1 });
        var trainer = new Trainer(bench.Network, bench.Learning, bench.Data.Train, bench.Data.Classes);
        trainer.Initialize();
        while (trainer.Progress.Epoch <= bench.Learning.Epochs)
        {
            trainer.RunEpoch();
        }

        return bench.Evaluator.Run(bench.Data.Test).Wrong;
    }
}
