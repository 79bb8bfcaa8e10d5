using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.Simulation;
using EqProp.Analog.Studies.Datasets;
using EqProp.Analog.Studies.Formats;
using EqProp.Analog.Studies.Gradients;
using EqProp.Analog.Studies.Records;
using EqProp.Analog.Studies.Training;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Training;

/// <summary>
/// FitzHugh-Nagumo neurons that learn exclusive or with everything that they have: synapses, biases, Dv, b and gamma. A gamma that learns fast
/// falls below tau, where neurons oscillate, so that its rate is low.
/// </summary>
public class CellTrainingTests
{
    private const string Xor =
        """
        {
          "circuit": {
            "neurons": {
              "membraneCapacitance": "1 nF", "leakConductance": "1 mS", "referenceVoltage": "0 V",
              "fitzHughNagumo": { "gamma": 0.5, "b": 0, "tau": 0.2, "branch": "gyrator", "coupling": { "weight": 0.02 } }
            },
            "topology": { "kind": "layered", "layers": [2, 8, 1] },
            "coupling": { "weightRange": [-10, 10] }
          },
          "learning": {
            "dataset": { "name": "xor" }, "beta": 0.3, "freePhase": { "steps": 200 }, "nudgedPhase": { "steps": 120 }, "batchSize": 4, "epochs": 600,
            "rates": [0.3], "inhibitor": { "couplingRate": 0.005, "biasRate": 0.05, "leakRate": 0.001 },
            "initialization": { "weightScale": [1.5, 0.3] }, "targets": { "low": -1, "high": 1 }, "evaluation": { "everyEpochs": 300 }
          },
          "simulation": { "epsilon": 0.1 }
        }
        """;

    private const string Drawn = """circuit.fabrication={"variations":[{"parameter":"gyratorGain","relativeSigma":0.1}]}""";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_kind_of_parameter_takes_part_in_learning(int seed)
    {
        using ChipBench bench = ChipBench.SetUp(Circuit($"learning.seed={seed}"), new DatasetLocation(), new SimulationOptions { Threads = 1 });
        var trainer = new Trainer(bench.Network, bench.Learning, bench.Data.Train, bench.Data.Classes);
        trainer.Initialize();
        NetworkParameters before = bench.Network.ReadBack();
        Assert.Equal(Enumerable.Repeat(0.5, 9), before.Leaks.SelectMany(leaks => leaks));
        while (trainer.Progress.Epoch <= bench.Learning.Epochs)
        {
            trainer.RunEpoch();
        }

        Assert.Equal(0, bench.Evaluator.Run(bench.Data.Test).Wrong);
        NetworkParameters after = bench.Network.ReadBack();
        Assert.All(before.Arrays().Zip(after.Arrays()), pair => Assert.NotEqual(pair.First.Values, pair.Second.Values));
        Assert.All(after.Leaks.SelectMany(leaks => leaks), gamma => Assert.True(gamma >= 0.05));
    }

    [Fact]
    public void Without_rates_of_their_own_inhibitors_stay_as_the_circuit_gives_them()
    {
        using ChipBench bench = ChipBench.SetUp(Circuit("learning.inhibitor=null"), new DatasetLocation(), new SimulationOptions { Threads = 1 });
        var trainer = new Trainer(bench.Network, bench.Learning, bench.Data.Train, bench.Data.Classes);
        trainer.Initialize();
        trainer.RunEpoch();
        NetworkParameters after = bench.Network.ReadBack();
        Assert.All(after.Leaks, Assert.Empty);
        Assert.All(after.Weights[2], weight => Assert.Equal(0.02, weight, 1e-8));
        Assert.All(after.Biases.Skip(3).SelectMany(b => b), b => Assert.Equal(0, b));
        Assert.NotEqual(0, after.Biases[1][0]);
    }

    [Fact]
    public void A_resumed_run_ends_with_the_same_bits()
    {
        ResolvedCircuit circuit = Circuit("learning.epochs=4", "learning.batchSize=2", "learning.start=persistent");
        using var folder = new TemporaryFolder();
        string expected = TrainingRuns.Outcome(TrainingRuns.Train(circuit, TrainingRuns.Options(folder.File("whole"))), folder.File("whole"));
        RunRecord record = TrainingRuns.TrainWithStops([2, 5], circuit, TrainingRuns.Options(folder.File("stopped")));
        Assert.Equal(expected, TrainingRuns.Outcome(record, folder.File("stopped")));
        IReadOnlyDictionary<string, NpyArray> arrays = NpzFile.Read(folder.File(Path.Combine("whole", RunFolder.WeightsFile)));
        Assert.Equal([8], arrays["g3"].Shape);
        Assert.Equal([1], arrays["g4"].Shape);
    }

    [Theory]
    [InlineData("learning.inhibitor.leakRate=-1", "number.notNegative")]
    [InlineData("circuit.neurons.fitzHughNagumo.coupling=null", "inhibitor.coupling")]
    [InlineData("circuit.neurons.fitzHughNagumo.gamma=0.04", "inhibitor.leak")]
    public void Rates_that_cannot_be_are_refused(string setting, string code)
    {
        var failure = Assert.Throws<InputException>(() => Circuit(setting));
        Assert.Contains(failure.Violations, violation => violation.Code == code);
    }

    [Fact]
    public void Leaky_integrators_have_no_rates_of_inhibitors()
    {
        var failure = Assert.Throws<InputException>(() => TrainingRuns.Preset("xor", "learning.inhibitor.biasRate=0.1"));
        Assert.Equal("inhibitor.none", Assert.Single(failure.Violations).Code);
    }

    [Fact]
    public void A_die_without_an_energy_says_what_it_loses()
    {
        var options = new GradientOptions { Betas = [1e-3] };
        Assert.Null(GradientStudy.Run(Circuit(), options).Reciprocity);
        Assert.Null(GradientStudy.Run(Circuit(Drawn, "circuit.neurons.fitzHughNagumo.coupling=null", "learning.inhibitor.couplingRate=0"), options).Reciprocity);
        GradientResult drawn = GradientStudy.Run(Circuit(Drawn), options);
        GradientRow centered = drawn.Rows.Single(row => row.Estimator == EstimatorKind.Centered);
        Assert.InRange(drawn.Reciprocity!.AngleDegrees!.Value, 0.05, 30);
        Assert.InRange(drawn.Reciprocity.Asymmetry!.Value, 1e-4, 0.3);
        Assert.Equal(centered.Agreement!.Value.AngleDegrees, drawn.Reciprocity.AngleDegrees.Value, 1e-6);
        Assert.Contains("degrees off", drawn.Reciprocity.Describe(), StringComparison.Ordinal);
    }

    // u1 sees w u2 and u2 sees nothing of u1: K has the entry w where K^T has none; the diagonal is that of u = 0 (f' = 1) and gamma.
    [Fact]
    public void Asymmetry_is_that_of_the_currents_in_the_metric()
    {
        const double W = 0.4, Gamma = 0.8;
        NetworkLayout layout = CellLayouts.Layered([1, 2], new() { Gamma = Gamma, Tau = 3 });
        layout = layout with { Couplings = [new() { Source = 1, Target = 1, Kind = EdgeKind.OneWay }] };
        var parameters = new NetworkParameters(layout);
        parameters.Weights[0][1] = W;
        double apart = 2 * W * W, along = 2 * W * W + 4 * (1 + 1 + Gamma * Gamma + Gamma * Gamma + 4 * 1);
        Assert.Equal(Math.Sqrt(apart / along), new NetworkEquations(layout, parameters).Asymmetry([0], [0, 0, 0, 0]), 1e-12);

        RandomNetwork even = CellNetworks.Draw(CellLayouts.Layered([2, 3, 2], new() { CouplesInhibitors = true }), 1);
        double[] anywhere = [.. Enumerable.Range(0, 10).Select(i => Math.Sin(i))];
        Assert.Equal(0, even.Equations.Asymmetry(even.Inputs, anywhere), 1e-15);
    }

    [Fact]
    public void Rates_of_synapses_do_not_count_inhibitors()
    {
        NetworkLayout layout = CellLayouts.Layered([2, 3, 4, 2], new() { CouplesInhibitors = true, PlasticLeak = true }) with { ReadOutClasses = 2 };
        LearningBlock learning = Circuit().Description.Learning! with
        {
            Rates = [1, 2, 3, 4],
            BiasRates = [5, 6, 7],
            Inhibitor = new() { CouplingRate = 8, BiasRate = 9, LeakRate = 10 },
        };
        LearningRates rates = LearningRates.Of(layout, learning).Times(2);
        Assert.Equal([2, 4, 6, 16, 16], rates.Weights);
        Assert.Equal([10, 12, 14, 18, 18, 18], rates.Biases.Skip(1));
        Assert.Equal([0, 0, 0, 0, 20, 20, 20], rates.Leaks);
        Assert.Equal(8, rates.ReadOut);
    }

    private static ResolvedCircuit Circuit(params string[] settings) => CircuitLoader.Parse(Xor, "test", settings);
}
