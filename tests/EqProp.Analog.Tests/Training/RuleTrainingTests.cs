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
    private const string Tanh = "circuit.neurons.activation={\"kind\":\"tanh\",\"gain\":2}|circuit.coupling.force=currentSumming|learning.targets={\"low\":-0.5,\"high\":0.5}|learning.beta=0.2|learning.initialization={\"weightScale\":[3,1],\"outputBias\":0}";

    /// <summary>Of four seeds, as many as stated learn all four examples.</summary>
    [Theory]
    [InlineData("timingDependent", "centered", 0.3, 1000, "", 4)]
    [InlineData("timingDependent", "positive", 0.3, 1000, "", 4)]
    [InlineData("timingDependentForward", "centered", 0.3, 1000, "", 4)]
    [InlineData("continual", "randomSign", 0.05, 4000, "", 4)]
    [InlineData("vectorField", "centered", 0.3, 1000, Untied, 4)]
    [InlineData("vectorField", "randomSign", 0.3, 1000, Untied, 4)]
    [InlineData("continualVectorField", "positive", 0.05, 4000, Untied, 4)]
    [InlineData("timingDependent", "centered", 0.3, 1000, Tanh, 4)]
    [InlineData("continual", "negative", 0.03, 3000, Tanh, 4)]
    [InlineData("vectorField", "centered", 0.3, 1000, Tanh + "|circuit.topology.feedback=untied", 3)]
    [InlineData("continualVectorField", "negative", 0.03, 3000, Tanh + "|circuit.topology.feedback=untied", 3)]
    public void A_rule_learns_exclusive_or_from_several_seeds(string rule, string estimator, double rate, int epochs, string settings, int seeds)
    {
        string[] all =
        [
            $"learning.rule={rule}", $"learning.estimator={estimator}", FormattableString.Invariant($"learning.rates=[{rate}]"), $"learning.epochs={epochs}",
            .. settings.Split('|', StringSplitOptions.RemoveEmptyEntries),
        ];
        Assert.InRange(Enumerable.Range(1, 4).Count(seed => WrongAfterLearning(TrainingRuns.Preset("xor", [.. all, $"learning.seed={seed}"])) == 0), seeds, 4);
    }

    /// <summary>A rate that the rule of the end points learns with is too large for weights that move at every step.</summary>
    [Fact]
    public void Continual_learning_needs_smaller_rates()
    {
        string[] settings = ["learning.rates=[1.5]", "learning.epochs=1000"];
        Assert.Equal(0, Enumerable.Range(1, 4).Sum(seed => WrongAfterLearning(TrainingRuns.Preset("xor", [.. settings, $"learning.seed={seed}"]))));
        Assert.True(Enumerable.Range(1, 4).Sum(seed => WrongAfterLearning(TrainingRuns.Preset(
            "xor", [.. settings, "learning.rule=continual", "learning.estimator=positive", $"learning.seed={seed}"]))) >= 4);
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
