using EqProp.Analog.Circuits;
using EqProp.Analog.Studies.Records;
using EqProp.Analog.Studies.Training;
using EqProp.Analog.TestKit;
using FsCheck;
using FsCheck.Fluent;

namespace EqProp.Analog.Tests.Training;

/// <summary>A run that stops and goes on ends with the bits of a run that never stopped.</summary>
public sealed class ResumeTests
{
    private const int PropertyTests = 3;

    private const string FaultyUnit = "learning.estimator=alternating circuit.plasticity.sampleHold.noise=1mV circuit.plasticity.sampleHold.capacitance=20fF"
        + " circuit.plasticity.sampleHold.leakageCurrent=1pA circuit.plasticity.correlator.noise=0.01 circuit.plasticity.correlator.offsetSpread=0.01"
        + " circuit.plasticity.converter.bits=6 circuit.plasticity.converter.range=0.1 circuit.plasticity.converter.rounding=accumulate";

    public static TheoryData<string> Kinds =>
    [
        "",
        "learning.start=persistent",
        "learning.start=persistent learning.evaluation.gradientEveryEpochs=1",
        "learning.start=persistent simulation.precision=double learning.shuffle=false",
        "learning.estimator=randomSign learning.beta=1 learning.shuffle=false",
        "simulation.precision=double learning.evaluation.everyEpochs=2",
        "learning.cost=crossEntropy learning.rates=[0.1]",
        "learning.cost=crossEntropy learning.rates=[0.1] learning.start=persistent simulation.precision=double",
        FaultyUnit,
        "learning.estimator=randomSign learning.start=persistent learning.schedule.kind=cosine learning.dataset.validationExamples=40 learning.earlyStop.patience=1",
    ];

    [Theory]
    [MemberData(nameof(Kinds))]
    [Trait(TestKinds.Trait, TestKinds.Property)]
    public void A_resumed_run_ends_with_the_same_bits_wherever_it_stopped(string settings)
    {
        ResolvedCircuit circuit = TrainingRuns.Moons(settings.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        using var folder = new TemporaryFolder();
        string expected = TrainingRuns.Outcome(TrainingRuns.Train(circuit, TrainingRuns.Options(folder.File("whole"))), folder.File("whole"));
        int[][] fixedStops =
        [
            [4],                                                      // within an epoch
            [TrainingRuns.Minibatches],                               // before the evaluation of an epoch
            [TrainingRuns.Reports],                                   // at an epoch's end
            [TrainingRuns.Reports * TrainingRuns.Epochs],             // before the final measurement
            [0, 3, TrainingRuns.Minibatches, 1, TrainingRuns.Reports], // several in one run
        ];
        int runs = 0;
        void Check(int[] stops)
        {
            string run = folder.File($"stopped {runs++}");
            RunRecord record = TrainingRuns.TrainWithStops(stops, circuit, TrainingRuns.Options(run));
            Assert.Equal(expected, TrainingRuns.Outcome(record, run));
        }

        Assert.All(fixedStops, Check);
        Gen<int[]> stops = Gen.ArrayOf(Gen.Choose(0, TrainingRuns.Reports * TrainingRuns.Epochs), 2);
        Prop.ForAll(Arb.From(stops), Check).Check(Config.QuickThrowOnFailure.WithMaxTest(PropertyTests));
    }

    [Fact]
    public void A_noisy_run_is_measured_alike_wherever_it_stopped()
    {
        ResolvedCircuit circuit = TrainingRuns.Moons(
            """circuit.noise={"thermal":{"leakExcess":1e4},"telegraph":{"current":"20 nA","meanTimeOn":"1 us","meanTimeOff":"1 us"},"readOut":{"voltage":"50 mV"}}""",
            "learning.dataset.validationExamples=40");
        using var folder = new TemporaryFolder();
        string whole = folder.File("whole");
        string expected = TrainingRuns.Outcome(TrainingRuns.Train(circuit, TrainingRuns.Options(whole)), whole);
        int[][] stops = [[4, TrainingRuns.Minibatches, TrainingRuns.Reports], [TrainingRuns.Reports * TrainingRuns.Epochs]];
        Assert.All(stops, (at, i) =>
        {
            string run = folder.File($"stopped {i}");
            Assert.Equal(expected, TrainingRuns.Outcome(TrainingRuns.TrainWithStops(at, circuit, TrainingRuns.Options(run)), run));
        });
    }

    [Fact]
    public void A_checkpoint_left_by_a_killed_run_serves_as_well()
    {
        ResolvedCircuit circuit = TrainingRuns.Moons("learning.start=persistent");
        using var folder = new TemporaryFolder();
        string whole = folder.File("whole"), killed = folder.File("killed"), run = folder.File("run");
        string expected = TrainingRuns.Outcome(TrainingRuns.Train(circuit, TrainingRuns.Options(whole)), whole);
        int reports = 0;
        TrainingRuns.Train(circuit, TrainingRuns.Options(run) with { CheckpointSeconds = 0 }, _ =>
        {
            if (++reports == TrainingRuns.Reports + 5)
            {
                CopyFolder(run, killed);
            }
        });

        using TrainingSession resumed = TrainingSession.Resume(circuit, TrainingRuns.Options(killed));
        RunRecord record = resumed.Run(null, CancellationToken.None);

        Assert.Equal(expected, TrainingRuns.Outcome(record, killed));
    }

    [Fact]
    public void A_finished_run_that_is_resumed_stays_as_it_is()
    {
        ResolvedCircuit circuit = TrainingRuns.Moons();
        using var folder = new TemporaryFolder();
        string expected = TrainingRuns.Outcome(TrainingRuns.Train(circuit, TrainingRuns.Options(folder.File("run"))), folder.File("run"));

        using TrainingSession resumed = TrainingSession.Resume(circuit, TrainingRuns.Options(folder.File("run")));
        RunRecord record = resumed.Run(null, CancellationToken.None);

        Assert.Equal(expected, TrainingRuns.Outcome(record, folder.File("run")));
    }

    [Fact]
    public void A_stopped_run_says_so_and_keeps_its_weights()
    {
        using var folder = new TemporaryFolder();
        TrainingOptions options = TrainingRuns.Options(folder.File("run"));

        RunRecord stopped = TrainingRuns.TrainUntil(TrainingRuns.Reports + 2, TrainingRuns.Moons(), options);

        Assert.Equal(RunStatus.Interrupted, stopped.Status);
        Assert.Equal(1, Assert.Single(stopped.Epochs!).Epoch);
        Assert.Equal(stopped.ToJson(), RunFolder.Open(options.Folder).ReadRecord().ToJson());
        SortedDictionary<string, string> files = TrainingRuns.Snapshot(options.Folder);
        Assert.NotEqual(files[RunFolder.InitialWeightsFile], files[RunFolder.WeightsFile]);
        Assert.DoesNotContain(RunFolder.ReportFile, files.Keys);
    }

    [Fact]
    public void Another_circuit_is_refused_and_the_folder_stays_untouched()
    {
        using var folder = new TemporaryFolder();
        TrainingOptions options = TrainingRuns.Options(folder.File("run"));
        TrainingRuns.TrainUntil(3, TrainingRuns.Moons(), options);
        SortedDictionary<string, string> before = TrainingRuns.Snapshot(options.Folder);

        InputException failure = Assert.Throws<InputException>(
            () => TrainingSession.Resume(TrainingRuns.Moons("learning.beta=0.4"), options));

        Assert.Equal("checkpoint.circuit", Assert.Single(failure.Violations).Code);
        Assert.Equal(before, TrainingRuns.Snapshot(options.Folder));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(400)]
    [InlineData(-1)]
    public void A_damaged_checkpoint_is_refused_and_the_folder_stays_untouched(int position)
    {
        using var folder = new TemporaryFolder();
        TrainingOptions options = TrainingRuns.Options(folder.File("run"));
        ResolvedCircuit circuit = TrainingRuns.Moons();
        TrainingRuns.TrainUntil(3, circuit, options);
        string checkpoint = Path.Combine(options.Folder, RunFolder.CheckpointFileName);
        byte[] content = File.ReadAllBytes(checkpoint);
        content[position < 0 ? ^1 : position] ^= 4;
        File.WriteAllBytes(checkpoint, content);
        SortedDictionary<string, string> before = TrainingRuns.Snapshot(options.Folder);

        InputException failure = Assert.Throws<InputException>(() => TrainingSession.Resume(circuit, options));

        Violation violation = Assert.Single(failure.Violations);
        Assert.Equal(("checkpoint.damaged", checkpoint), (violation.Code, violation.Path));
        Assert.Equal(before, TrainingRuns.Snapshot(options.Folder));
    }

    [Fact]
    public void A_folder_that_holds_a_run_is_never_overwritten()
    {
        using var folder = new TemporaryFolder();
        TrainingOptions options = TrainingRuns.Options(folder.File("run"));
        TrainingRuns.TrainUntil(3, TrainingRuns.Moons(), options);
        SortedDictionary<string, string> before = TrainingRuns.Snapshot(options.Folder);

        InputException failure = Assert.Throws<InputException>(() => TrainingSession.Start(TrainingRuns.Moons(), options));

        Assert.Equal("run.exists", Assert.Single(failure.Violations).Code);
        Assert.Equal(before, TrainingRuns.Snapshot(options.Folder));
    }

    [Fact]
    public void Only_one_session_at_a_time_trains_in_a_folder()
    {
        using var folder = new TemporaryFolder();
        TrainingOptions options = TrainingRuns.Options(folder.File("run"));
        ResolvedCircuit circuit = TrainingRuns.Moons();
        using (TrainingSession.Start(circuit, options))
        {
            InputException resumed = Assert.Throws<InputException>(() => TrainingSession.Resume(circuit, options));
            InputException started = Assert.Throws<InputException>(() => TrainingSession.Start(circuit, options));

            Assert.Equal(("run.busy", FailureKind.InputOutput), (Assert.Single(resumed.Violations).Code, resumed.Kind));
            Assert.Equal("run.busy", Assert.Single(started.Violations).Code);
        }

        Assert.DoesNotContain("run.lock", TrainingRuns.Snapshot(options.Folder).Keys);
        File.WriteAllText(folder.File("run/run.lock"), "");
        using TrainingSession afterKill = TrainingSession.Resume(circuit, options);
        Assert.Equal(RunStatus.Completed, afterKill.Run(null, CancellationToken.None).Status);
    }

    [Fact]
    public void A_run_killed_before_its_first_minibatch_can_be_resumed()
    {
        using var folder = new TemporaryFolder();
        TrainingOptions options = TrainingRuns.Options(folder.File("run"));
        ResolvedCircuit circuit = TrainingRuns.Moons();
        string whole = folder.File("whole");
        string expected = TrainingRuns.Outcome(TrainingRuns.Train(circuit, TrainingRuns.Options(whole)), whole);
        TrainingSession.Start(circuit, options).Dispose();

        using TrainingSession resumed = TrainingSession.Resume(circuit, options);

        Assert.Equal(expected, TrainingRuns.Outcome(resumed.Run(null, CancellationToken.None), options.Folder));
    }

    private static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.GetFiles(from).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }
}
