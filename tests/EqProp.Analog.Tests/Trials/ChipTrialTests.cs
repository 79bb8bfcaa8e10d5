using EqProp.Analog.Circuits;
using EqProp.Analog.Simulation;
using EqProp.Analog.Studies.Datasets;
using EqProp.Analog.Studies.Records;
using EqProp.Analog.Studies.Training;
using EqProp.Analog.Studies.Trials;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Trials;

/// <summary>Chips of a study: what each does follows from its point and its seeds.</summary>
public class ChipTrialTests
{
    private static readonly string[] Cheap =
    [
        "accuracyPercent", "bestAccuracyPercent", "worstDropPoints", "trainErrorPercent", "costMean", "residualMax", "residualMean", "diverged", "epochs", "stepMean", "stepVariation",
    ];

    public static TheoryData<string, bool> Ways => new() { { "lanes", true }, { "alone", false } };

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_trial_has_the_figures_of_a_training_run_with_its_seeds(string way, bool inLanes)
    {
        const string Noise = """circuit.noise={"thermal":{"leakExcess":1e5,"synapseExcess":1e4},"readOut":{"voltage":"20 mV"}}""";
        TrialPoint point = TrialBench.Point(Circuit(inLanes, "learning.evaluation.everyEpochs=1", Noise));
        TrialSeeds seeds = new(Die: 3, Noise: 8, Data: 5, Learning: 9);
        TrialOutcome outcome = TrialBench.Trial(Cheap).Run(point, [new(1, 8, 5, 9), seeds], CancellationToken.None)[1];

        RunRecord record = Train(Circuit(
            inLanes, "learning.evaluation.everyEpochs=1", Noise, "circuit.fabrication.die=3", "simulation.noiseSeed=8", "learning.dataset.seed=5", "learning.seed=9"));
        double tolerance = inLanes ? 1e-9 : 0;
        Assert.NotEmpty(way);
        Assert.Null(outcome.Failure);
        Assert.Equal(record.Test!.AccuracyPercent, Of(outcome, "accuracyPercent"));
        Assert.Equal(100 - record.Epochs!.Min(epoch => epoch.TestErrorPercent), Of(outcome, "bestAccuracyPercent"));
        Assert.Equal(Math.Max(0, record.Epochs![1].TestErrorPercent!.Value - record.Epochs[0].TestErrorPercent!.Value), Of(outcome, "worstDropPoints"));
        Assert.Equal(record.Epochs[^1].TrainErrorPercent, Of(outcome, "trainErrorPercent"));
        Assert.Equal(record.Test.Cost, Of(outcome, "costMean"), tolerance);
        Assert.Equal(record.Test.FreeResidualMax, Of(outcome, "residualMax"), tolerance);
        Assert.Equal(record.Test.FreeResidualMean, Of(outcome, "residualMean"), tolerance);
        Assert.Equal(2, Of(outcome, "epochs"));
        Assert.Equal(0, Of(outcome, "diverged"));
        Assert.Equal(inLanes, EqProp.Analog.Learning.EnsembleTrainer.Takes(point.Circuit.Description));
    }

    [Fact]
    public void Dies_run_by_themselves_where_the_protocol_says_so()
    {
        TrialPoint point = TrialBench.Point(Circuit(inLanes: true)), alone = point with { Protocol = point.Protocol with { SideBySide = false } };
        TrialSeeds seeds = new(Die: 3, Noise: 0, Data: 5, Learning: 9);
        double[] costs = [.. ((TrialPoint[])[point, alone]).Select(way => Of(TrialBench.Trial(Cheap).Run(way, [seeds], CancellationToken.None)[0], "costMean"))];

        RunRecord record = Train(Circuit(inLanes: true, "circuit.fabrication.die=3", "learning.dataset.seed=5", "learning.seed=9"));
        Assert.Equal(record.Test!.Cost, costs[1]);
        Assert.NotEqual(costs[0], costs[1]);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Outcomes_do_not_depend_on_company_order_threads_or_calls(string way, bool inLanes)
    {
        Assert.NotEmpty(way);
        TrialPoint point = TrialBench.Point(Circuit(inLanes), new() { Weights = WeightOrigin.Relearned, RelearnEpochs = 1 });
        TrialSeeds[] seeds = [.. from die in Enumerable.Range(0, 19) from learning in new[] { 1, 2 } select new TrialSeeds(die, die, 1 + die % 2, learning)];
        IReadOnlyList<TrialOutcome> all = TrialBench.Trial(Cheap).Run(point, seeds, CancellationToken.None);

        int[] some = [30, 7, 12, 7];
        var trial = new ChipTrial(new DatasetLocation(), Cheap, new SimulationOptions { Threads = 3 });
        IReadOnlyList<TrialOutcome> again = trial.Run(point, [.. some.Select(k => seeds[k])], CancellationToken.None);
        TrialOutcome single = trial.Run(point, [seeds[^1]], CancellationToken.None)[0];
        for (int i = 0; i < some.Length; i++)
        {
            Assert.Equal(all[some[i]].Values, again[i].Values);
        }

        Assert.Equal(all[^1].Values, single.Values);
        Assert.True(all.Select(outcome => Of(outcome, "costMean")).Distinct().Count() > 30);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_chip_that_diverges_is_an_outcome_and_stops_no_other(string way, bool inLanes)
    {
        Assert.NotEmpty(way);
        TrialPoint point = TrialBench.Point(Circuit(
            inLanes, "simulation.epsilon=0.9", "circuit.coupling.force=currentSumming", """circuit.neurons.activation={"kind":"linear"}""", "learning.freePhase.steps=200", "learning.initialization.weightScale=[0.5,0.2]",
            """circuit.fabrication={"variations":[{"parameter":"membraneCapacitance","relativeSigma":0.6,"distribution":"logNormal"}]}"""));
        IReadOnlyList<TrialOutcome> outcomes = TrialBench.Trial(Cheap).Run(point, TrialBench.Dies(24), CancellationToken.None);

        TrialOutcome[] failed = [.. outcomes.Where(outcome => outcome.Failure is not null)], good = [.. outcomes.Where(outcome => outcome.Failure is null)];
        Assert.InRange(failed.Length, 1, outcomes.Count - 1);
        Assert.All(failed, outcome => Assert.Equal(1, Of(outcome, "diverged")));
        Assert.All(failed, outcome => Assert.Equal(double.NaN, Of(outcome, "accuracyPercent")));
        Assert.All(failed, outcome => Assert.InRange(Of(outcome, "stepMean"), 0, 10));
        Assert.All(good, outcome => Assert.InRange(Of(outcome, "accuracyPercent"), 0, 100));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Copied_weights_are_those_of_the_ideal_chip(string way, bool inLanes)
    {
        Assert.NotEmpty(way);
        TrialProtocol copied = new() { Weights = WeightOrigin.Copied };
        TrialPoint point = TrialBench.Point(Circuit(inLanes), copied);
        TrialSeeds[] seeds = TrialBench.Dies(3);
        IReadOnlyList<TrialOutcome> onDies = TrialBench.Trial(Cheap).Run(point, seeds, CancellationToken.None);
        TrialOutcome onIdeal = TrialBench.Trial(Cheap).Run(
            TrialBench.Point(Circuit(inLanes, "circuit.fabrication=null", "circuit.plasticity=null"), copied), seeds, CancellationToken.None)[2];
        RunRecord record = Train(Circuit(inLanes, "circuit.fabrication=null", "circuit.plasticity=null", "learning.dataset.seed=1", "learning.seed=1"));

        Assert.Equal(record.Test!.Cost, Of(onIdeal, "costMean"), 1e-9);
        Assert.All(onDies, outcome => Assert.NotEqual(record.Test.Cost, Of(outcome, "costMean")));
        Assert.All(onDies, outcome => Assert.Equal(0, Of(outcome, "epochs")));
        Assert.All(onDies, outcome => Assert.Equal(double.NaN, Of(outcome, "trainErrorPercent")));
    }

    [Fact]
    public void Learning_in_another_circuit_ends_where_that_circuit_ends()
    {
        string[] narrow = ["circuit.coupling.weightRange=[-0.4,0.4]"];
        TrialSeeds[] seeds = TrialBench.Dies(2);
        TrialOutcome[] Run(TrialProtocol protocol, params string[] settings) =>
            [.. TrialBench.Trial(Cheap).Run(TrialBench.Point(TrialBench.Moons(settings), protocol), seeds, CancellationToken.None)];

        TrialProtocol inUse = new() { LearnWith = narrow, RelearnsInUse = true, RelearnEpochs = 1 };
        TrialOutcome[] there = Run(new(), narrow), moved = Run(new() { LearnWith = narrow }), on = Run(inUse), onThere = Run(inUse, narrow);
        Assert.Equal(there.Select(outcome => Of(outcome, "costMean")), moved.Select(outcome => Of(outcome, "costMean")));
        Assert.Equal([3.0, 3], on.Select(outcome => Of(outcome, "epochs")));
        Assert.NotEqual(Of(moved[0], "costMean"), Of(on[0], "costMean"));
        Assert.NotEqual(Of(onThere[0], "costMean"), Of(on[0], "costMean"));
    }

    [Fact]
    public void Steps_are_those_of_the_neurons_of_the_die()
    {
        ResolvedCircuit circuit = TrialBench.Moons(
            "circuit.fabrication=null", "simulation.epsilon=0.5",
            """circuit.timeConstants=[{"values":["1 us","2 us","4 us","8 us","1 us","2 us","4 us","8 us","4 us"]}]""");
        double tau = circuit.Description.Circuit.Neurons.MembraneCapacitance / circuit.Description.Circuit.Neurons.LeakConductance;
        double[] steps = [.. new double[] { 1, 2, 4, 8, 1, 2, 4, 8, 4 }.Select(time => 0.5 * tau / (time * 1e-6))];
        double mean = steps.Average(), deviation = Math.Sqrt(steps.Average(step => step * step) - mean * mean);
        TrialOutcome outcome = TrialBench.Trial("stepMean", "stepVariation").Run(TrialBench.Point(circuit), TrialBench.Dies(1), CancellationToken.None)[0];
        Assert.Equal(mean, outcome.Values[0], 1e-9);
        Assert.Equal(deviation / mean, outcome.Values[1], 1e-9);
    }

    [Fact]
    public void Joules_and_settling_are_those_of_the_trained_die()
    {
        ResolvedCircuit circuit = TrialBench.Preset("chip-130nm", "learning.epochs=1", "circuit.noise=null");
        TrialOutcome outcome = TrialBench.Trial("joulesPerInference", "joulesPerUpdate", "settlingSeconds").Run(
            TrialBench.Point(circuit), [new(4, 0, 1, 1)], CancellationToken.None)[0];
        RunRecord record = Train(TrialBench.Preset("chip-130nm", "learning.epochs=1", "circuit.noise=null", "circuit.fabrication.die=4"));
        Assert.Equal(record.Energy!.JoulesPerInference, outcome.Values[0], 1e-4 * outcome.Values[0]);
        Assert.Equal(record.Energy.JoulesPerUpdate!.Value, outcome.Values[1], 1e-4 * outcome.Values[1]);
        Assert.Equal(record.SettlingTimeSeconds!.Value, outcome.Values[2], 1e-3 * outcome.Values[2]);
    }

    [Fact]
    public void An_unknown_measure_names_the_nearest()
    {
        InputException problem = Assert.Throws<InputException>(() => TrialBench.Trial("acuracyPercent"));
        Assert.Contains("accuracyPercent", problem.Violations[0].Remedy, StringComparison.Ordinal);
        Assert.Equal("measure.twice", Assert.Throws<InputException>(() => TrialBench.Trial("epochs", "epochs")).Violations[0].Code);
    }

    [Theory]
    [InlineData("circuit.nouse=null", "trial.ideal: ")]
    [InlineData("circuit.topology.layers=[2,5,2]", "trial")]
    [InlineData("learning=null", "trial.ideal: ")]
    public void An_ideal_chip_that_does_not_fit_is_refused(string setting, string path)
    {
        TrialPoint point = TrialBench.Point(TrialBench.Moons(), new() { Weights = WeightOrigin.Copied, Ideal = [setting] });
        InputException problem = Assert.Throws<InputException>(() => TrialBench.Trial().Run(point, TrialBench.Dies(2), CancellationToken.None));
        Assert.StartsWith(path, problem.Violations[0].Path, StringComparison.Ordinal);
    }

    private static double Of(TrialOutcome outcome, string measure) => outcome.Values[Array.IndexOf(Cheap, measure)];

    private static ResolvedCircuit Circuit(bool inLanes, params string[] settings) => inLanes ? TrialBench.Moons(settings) : TrialBench.Alone(settings);

    private static RunRecord Train(ResolvedCircuit circuit)
    {
        using var folder = new TemporaryFolder();
        using TrainingSession session = TrainingSession.Start(
            circuit, new TrainingOptions { Folder = folder.File("run"), ComponentShelf = RepositoryRoot.Combine("circuits", "components") });
        return session.Run(status: null, CancellationToken.None);
    }
}
