using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.Simulation;
using EqProp.Analog.Studies.Datasets;
using EqProp.Analog.Studies.Records;
using EqProp.Analog.Studies.Training;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Training;

/// <summary>What a run measures, reports and leaves behind.</summary>
public sealed class TrainingSessionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private TrainingOptions Options => TrainingRuns.Options(_folder.File("run"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Evaluating_the_weights_of_a_run_gives_its_test_record_again()
    {
        ResolvedCircuit circuit = TrainingRuns.Digits("learning.cost=crossEntropy", "learning.rates=[0.2]", "learning.initialization.weightScale=[1]");
        RunRecord trained = TrainingRuns.Train(circuit, Options);

        RunRecord measured = ChipMeasurement.Run(
            circuit, Path.Combine(Options.Folder, RunFolder.WeightsFile), new DatasetLocation(), new SimulationOptions { Threads = 2 },
            trained.Tool, "", [], CancellationToken.None);

        Assert.Equal(RunKind.Evaluate, measured.Kind);
        Assert.Equal(Comparable(trained), Comparable(measured));
        Assert.Equal(trained.Test!.ErrorPercent, trained.Epochs![^1].TestErrorPercent);
        Assert.InRange(trained.Test.ErrorPercent, 1, 99);

        static string Comparable(RunRecord record) =>
            (record with { Kind = RunKind.Evaluate, Epochs = null, ReportPath = null, StartedUtc = default, Environment = null }).ToJson();
    }

    [Fact]
    public void The_record_in_the_folder_is_the_one_returned()
    {
        RunRecord returned = TrainingRuns.Train(TrainingRuns.Digits(), Options);

        RunRecord written = RunFolder.Open(Options.Folder).ReadRecord();

        Assert.Equal(returned.ToJson(), written.ToJson());
        Assert.Equal(RunStatus.Completed, written.Status);
        Assert.True(File.Exists(Path.Combine(Options.Folder, RunFolder.ReportFile)));
    }

    [Fact]
    public void The_status_tells_of_every_minibatch_and_of_finished_epochs_in_order()
    {
        List<TrainingStatus> reports = [];
        RunRecord record = TrainingRuns.Train(TrainingRuns.Digits(), Options, reports.Add);

        Assert.Equal(record.Epochs, reports.Select(report => report.FinishedEpoch).OfType<EpochRecord>());
        Assert.Equal([1, 2, 3], record.Epochs!.Select(epoch => epoch.Epoch));
        double[] places = [.. reports.Where(report => report.FinishedEpoch is null).Select(report => report.Epoch + report.EpochFraction)];
        IEnumerable<double> expected = Enumerable.Range(0, TrainingRuns.Minibatches * TrainingRuns.Epochs)
            .Select(i => 1 + i / TrainingRuns.Minibatches + (i % TrainingRuns.Minibatches + 1.0) / TrainingRuns.Minibatches);
        Assert.Equal(expected, places);
        Assert.All(reports, report => Assert.Equal(TrainingRuns.Epochs, report.Epochs));
    }

    [Fact]
    public void Validation_examples_are_measured_after_each_epoch_and_not_learned_from()
    {
        ResolvedCircuit circuit = TrainingRuns.Digits("learning.dataset.validationExamples=60");
        RunRecord record = TrainingRuns.Train(circuit, Options);

        using ChipBench bench = ChipBench.SetUp(circuit, new DatasetLocation(), new SimulationOptions());
        bench.Network.Program(RunFolder.Open(Options.Folder).ReadWeights(RunFolder.WeightsFile, bench.Network.Layout));

        Assert.Equal((200, 60), (record.Dataset!.TrainExamples, record.Dataset.ValidationExamples));
        Assert.Equal(60, bench.Data.Validation.Count);
        Assert.Equal(bench.Evaluator.Run(bench.Data.Validation).ErrorPercent, record.Epochs![^1].ValidationErrorPercent);
        Assert.Equal(bench.Evaluator.Run(bench.Data.Test).ErrorPercent, record.Test!.ErrorPercent);
        Assert.All(record.Epochs, epoch => Assert.NotNull(epoch.ValidationErrorPercent));
    }

    [Fact]
    public void The_test_examples_are_measured_every_so_many_epochs_and_after_the_last()
    {
        ResolvedCircuit circuit = TrainingRuns.Digits("learning.epochs=5", "learning.evaluation.everyEpochs=2");
        RunRecord record = TrainingRuns.Train(circuit, Options);

        Assert.Equal([2, 4, 5], record.Epochs!.Where(epoch => epoch.TestErrorPercent is not null).Select(epoch => epoch.Epoch));
        Assert.Equal([2, 4, 5], record.Epochs!.Where(epoch => epoch.StartSensitivity is not null).Select(epoch => epoch.Epoch));
    }

    [Fact]
    public void An_epoch_that_is_measured_tells_how_far_the_test_examples_had_settled()
    {
        RunRecord record = TrainingRuns.Train(TrainingRuns.Digits("learning.epochs=3", "learning.evaluation.everyEpochs=2"), Options);

        Assert.Null(record.Epochs![0].TestFreeResidualMax);
        Assert.InRange(record.Epochs[1].TestFreeResidualMean!.Value, 1e-9, record.Epochs[1].TestFreeResidualMax!.Value);
        Assert.Equal(record.Test!.FreeResidualMax, record.Epochs[2].TestFreeResidualMax);
        Assert.Equal(record.Test.FreeResidualMean, record.Epochs[2].TestFreeResidualMean);
    }

    [Theory]
    [InlineData("zero", "test")]
    [InlineData("persistent", "train")]
    public void Start_dependence_names_the_examples_it_was_measured_on(string start, string set)
    {
        RunRecord record = TrainingRuns.Train(TrainingRuns.Moons($"learning.start={start}", "learning.epochs=1"), Options);

        Assert.Equal(set, record.StartSensitivity!.Set);
        Assert.Equal(set, record.Epochs![0].StartSensitivity!.Set);
    }

    [Fact]
    public void A_settling_time_tells_how_many_examples_had_not_settled()
    {
        RunRecord settled = TrainingRuns.Train(TrainingRuns.Moons("learning.epochs=1", "learning.freePhase.steps=200"), Options);
        RunRecord cut = TrainingRuns.Train(
            TrainingRuns.Moons("learning.epochs=1", "learning.freePhase.steps=1", "simulation.timeStep=10 ns"),
            TrainingRuns.Options(_folder.File("cut")));

        Assert.Equal(0, settled.SettlingUnsettledPercent);
        Assert.InRange(cut.SettlingUnsettledPercent!.Value, 50, 100);
        Assert.Equal(int.MaxValue, SettlingTime.LongestSteps(1_000_000_000));
        Assert.Equal(80, SettlingTime.LongestSteps(8));
    }

    [Fact]
    public void Waveforms_show_the_phases_of_learning_and_no_more_steps_than_a_page_can_hold()
    {
        ResolvedCircuit fixedLength = TrainingRuns.Moons("learning.freePhase.steps=6000");
        ResolvedCircuit residual = TrainingRuns.Moons("learning.freePhase.steps=1000000", "learning.freePhase.residual=1e-2");

        Assert.Equal(5000 + 3, Steps(fixedLength));
        Assert.InRange(Steps(residual), 5, 1000);

        static int Steps(ResolvedCircuit circuit)
        {
            using ChipBench bench = ChipBench.SetUp(circuit, new DatasetLocation(), new SimulationOptions { Threads = 1 });
            new Trainer(bench.Network, bench.Learning, bench.Data.Train, bench.Data.Classes).Initialize();
            return ReportDataBuilder.Waveforms(bench).TimesSeconds.Count - 1;
        }
    }

    [Fact]
    public void A_batch_larger_than_the_training_set_costs_no_more_than_the_set()
    {
        RunRecord whole = TrainingRuns.Train(TrainingRuns.Moons("learning.batchSize=200"), Options);
        ResolvedCircuit circuit = TrainingRuns.Moons("learning.batchSize=2147483647");
        RunRecord larger = TrainingRuns.Train(circuit, TrainingRuns.Options(_folder.File("larger")));

        using ChipBench bench = ChipBench.SetUp(circuit, new DatasetLocation(), new SimulationOptions { Threads = 1 });
        Assert.Equal(200, bench.Network.BatchCapacity);
        Assert.Equal(whole.Test!.Cost, larger.Test!.Cost);
        Assert.Equal(whole.Epochs!.Select(epoch => epoch.TrainCost), larger.Epochs!.Select(epoch => epoch.TrainCost));
    }

    [Fact]
    public void Learning_rates_follow_the_schedule()
    {
        ResolvedCircuit circuit = TrainingRuns.Moons("learning.schedule.kind=exponential", "learning.schedule.factor=0.5");
        RunRecord record = TrainingRuns.Train(circuit, Options);

        Assert.Equal([1, 0.5, 0.25], record.Epochs!.Select(epoch => epoch.RateFactor));
    }

    [Fact]
    public void A_run_stops_early_at_the_training_error_asked_for()
    {
        ResolvedCircuit circuit = TrainingRuns.Preset("xor", "learning.earlyStop.trainErrorPercent=0", "learning.evaluation.everyEpochs=1000");
        RunRecord record = TrainingRuns.Train(circuit, Options);

        Assert.Equal(RunStatus.StoppedEarly, record.Status);
        Assert.InRange(record.Epochs!.Count, 2, 999);
        Assert.All(record.Epochs.SkipLast(1), epoch => Assert.NotEqual(0, epoch.TrainErrorPercent));
        Assert.Equal(0, record.Epochs[^1].TrainErrorPercent);
        Assert.NotNull(record.Test);
    }

    [Fact]
    public void A_run_stops_early_when_the_validation_error_no_longer_falls()
    {
        ResolvedCircuit circuit = TrainingRuns.Digits(
            "learning.epochs=40", "learning.dataset.validationExamples=30", "learning.earlyStop.patience=2", "learning.evaluation.everyEpochs=100");
        RunRecord record = TrainingRuns.Train(circuit, Options);

        double[] errors = [.. record.Epochs!.Select(epoch => epoch.ValidationErrorPercent!.Value)];
        Assert.Equal(RunStatus.StoppedEarly, record.Status);
        Assert.InRange(errors.Length, 3, 39);
        Assert.Equal(errors.Length - 3, Array.IndexOf(errors, errors.Min()));
    }

    [Fact]
    public void Dynamics_that_run_away_say_when_where_and_what_to_change()
    {
        ResolvedCircuit circuit = TrainingRuns.Digits(
            "circuit.neurons.activation.kind=relu", "circuit.coupling.weightRange=[-100,100]",
            "learning.initialization.weightScale=[40]", "learning.freePhase.steps=2000");

        InputException failure = Assert.Throws<InputException>(() => TrainingRuns.Train(circuit, Options));

        Assert.Equal(FailureKind.Diverged, failure.Kind);
        Assert.Matches(@"diverged at step \d+ \([^ ]+ us\) at node '(hidden 1|output)\[\d+\]'.*weightRange", failure.Message);
        Assert.Equal(RunStatus.Diverged, RunFolder.Open(Options.Folder).ReadRecord().Status);
    }

    [Theory]
    [InlineData("digits-leaky", 20, 10)]
    [InlineData("xor", 4, 4)]
    [InlineData("recurrent-xor", 4, 4)]
    [InlineData("two-moons", 20, 10)]
    [InlineData("resistive-diodes", 4, 4)]
    [InlineData("loaded-tanh-xor", 4, 4)]
    [InlineData("heterogeneous-tau", 4, 4)]
    [InlineData("ideal-chip", 20, 10)]
    [InlineData("chip-180nm", 20, 10)]
    [InlineData("chip-130nm", 20, 10)]
    [InlineData("chip-65nm-subthreshold", 20, 10)]
    [InlineData("board-discrete", 20, 10)]
    [InlineData("xor-fhn", 4, 4)]
    [InlineData("digits-fhn", 20, 10)]
    [InlineData("fhn-residual-deep", 4, 4)]
    public void A_preset_with_generated_data_trains(string preset, int examples, int testExamples)
    {
        ResolvedCircuit circuit = TrainingRuns.Preset(
            preset, "learning.epochs=1", $"learning.dataset.trainExamples={examples}", $"learning.dataset.testExamples={testExamples}");
        RunRecord record = TrainingRuns.Train(circuit, Options);

        Assert.Equal(RunStatus.Completed, record.Status);
        SortedDictionary<string, string> files = TrainingRuns.Snapshot(Options.Folder);
        Assert.NotEqual(files[RunFolder.InitialWeightsFile], files[RunFolder.WeightsFile]);
        Assert.InRange(record.Test!.ErrorPercent, 0, 100);
        Assert.InRange(record.SettlingTimeSeconds!.Value, 1e-7, 1e-3);
    }

    [Fact]
    public void The_list_of_presets_with_generated_data_is_complete()
    {
        string[] generated = [.. Directory.GetFiles(RepositoryRoot.Combine("circuits", "presets"), "*.json")
            .Select(file => CircuitLoader.Load(file))
            .Where(circuit => circuit.Description.Learning is { } learning && DatasetCatalog.Find(learning.Dataset.Name).Source == "Computed by this program")
            .Select(circuit => circuit.Name)
            .Order(StringComparer.Ordinal)];

        Assert.Equal(
            [
                "board-discrete", "chip-130nm", "chip-180nm", "chip-65nm-subthreshold", "digits-fhn", "digits-leaky", "fhn-residual-deep", "heterogeneous-tau", "ideal-chip", "loaded-tanh-xor",
                "recurrent-xor", "resistive-diodes", "two-moons", "xor", "xor-fhn",
            ],
            generated);
    }
}
