using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Learning.Rules;
using EqProp.Analog.Networks;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Learning;

/// <summary>What the trainer asks of a chip, seen by a chip that is no simulator.</summary>
public sealed class TrainerTests
{
    private static readonly NetworkLayout Layout = Layouts.Layered([2, 3, 2], new NeuronOptions());
    private static readonly ExampleSet Examples = new(2, [0, 1, 1, 0, 1, 1], [0, 1, 1]);

    [Theory]
    [InlineData(EstimatorKind.Positive, 1, "nudge SquaredError 0.5 to 0 1|settle 4|hold Positive|update Positive-Free 2")]
    [InlineData(EstimatorKind.Negative, 1, "nudge SquaredError -0.5 to 0 1|settle 4|hold Positive|update Positive-Free -2")]
    [InlineData(EstimatorKind.RandomSign, 1, "nudge SquaredError 0.5 to 0 1|settle 4|hold Positive|update Positive-Free 2")]
    [InlineData(EstimatorKind.RandomSign, -1, "nudge SquaredError -0.5 to 0 1|settle 4|hold Positive|update Positive-Free -2")]
    [InlineData(
        EstimatorKind.Centered, -1,
        "nudge SquaredError 0.5 to 0 1|settle 4|hold Positive|recall Free|nudge SquaredError -0.5 to 0 1|settle 4|hold Negative|update Positive-Negative 1")]
    public void The_phases_follow_the_estimator(EstimatorKind estimator, int sign, string nudged)
    {
        LearningBlock learning = Learning with { Estimator = estimator };
        using var network = new RecordingNetwork(Layout);
        var rule = new EquilibriumPropagation(learning);

        new LearningPhases(learning).Free(network);
        rule.Learn(network, new([0f, 1f], LearningRates.Of(Layout, learning), sign));

        Assert.Equal($"release|settle 9|hold Free|{nudged}", string.Join('|', network.Calls));
    }

    [Fact]
    public void A_minibatch_clamps_settles_judges_and_learns()
    {
        using var network = new RecordingNetwork(Layout)
        {
            Answers = [0.75, 0.25, 0.5, 0.25],
            Outcome = new SettlingOutcome(MaxResidual: 0.5, MeanResidual: 0.25, MeanSteps: 9, Unsettled: 0),
        };
        var trainer = new Trainer(network, Learning, Examples, classes: 2);

        trainer.Initialize();
        trainer.RunMinibatch();

        Assert.Equal(
            "program|clamp 0 1|start|release|settle 9|hold Free|nudge SquaredError 0.5 to 1 0 0 1|settle 4|hold Positive|update Positive-Free 2",
            string.Join('|', network.Calls));
        TrainerProgress progress = trainer.Progress with { Seconds = 0 };
        double cost = 0.5 * (0.25 * 0.25 + 0.25 * 0.25) + 0.5 * (0.5 * 0.5 + 0.75 * 0.75);
        Assert.Equal(
            new TrainerProgress { Epoch = 1, Minibatch = 1, Seen = 2, Wrong = 1, CostSum = cost, ResidualMax = 0.5, ResidualSum = 0.5 }, progress);
    }

    [Fact]
    public void Persistent_free_phases_start_where_the_example_was_left()
    {
        using var network = new RecordingNetwork(Layout) { Answers = [1, 0, 0, 1] };
        var trainer = new Trainer(network, Learning with { Start = FreeStart.Persistent }, Examples, classes: 2);

        trainer.RunEpoch();

        string[] expected = ["clamp 0 1", "start from 0 1", "store 0 1", "clamp 2", "start from 2", "store 2"];
        Assert.Equal(expected, network.Calls.Where(call => call.StartsWith("clamp", StringComparison.Ordinal) || call.StartsWith("st", StringComparison.Ordinal)));
        Assert.True(network.Calls.IndexOf("store 0 1") < network.Calls.FindIndex(call => call.StartsWith("nudge", StringComparison.Ordinal)));
        Assert.Equal(3, trainer.Particles!.Examples);
    }

    [Fact]
    public void Rates_fall_with_the_schedule_and_epochs_follow_each_other()
    {
        using var network = new RecordingNetwork(Layout) { Answers = [1, 0, 0, 1] };
        var learning = Learning with { Schedule = new ScheduleBlock { Kind = ScheduleKind.Exponential, Factor = 0.5 } };
        var trainer = new Trainer(network, learning, Examples, classes: 2);

        TrainerProgress first = trainer.RunEpoch();
        trainer.RunEpoch();

        Assert.Equal((1, 2, 3L, 3), (first.Epoch, first.Minibatch, first.Seen, trainer.Progress.Epoch));
        Assert.Equal([0.3, 0.3, 0.15, 0.15], network.Updates.Select(update => update.WeightRates[0]));
        Assert.Equal([0.1, 0.1, 0.05, 0.05], network.Updates.Select(update => update.WeightRates[1]));
    }

    [Fact]
    public void Every_epoch_deals_all_examples_in_an_order_of_its_own()
    {
        var examples = new ExampleSet(2, new float[80], new int[40]);
        var orders = new List<string>();
        foreach (int seed in (int[])[1, 1, 2])
        {
            using var network = new RecordingNetwork(Layout) { Answers = [1, 0, 0, 1] };
            var trainer = new Trainer(network, Learning with { Shuffle = true, Seed = seed }, examples, classes: 2);
            trainer.RunEpoch();
            trainer.RunEpoch();
            int[][] epochs = [.. network.Calls.Where(call => call.StartsWith("clamp", StringComparison.Ordinal))
                .SelectMany(call => call.Split(' ').Skip(1).Select(int.Parse)).Chunk(40)];
            Assert.All(epochs, epoch => Assert.Equal(Enumerable.Range(0, 40), epoch.Order()));
            orders.AddRange(epochs.Select(epoch => string.Join(' ', epoch)));
        }

        Assert.Equal(orders[..2], orders[2..4]);
        Assert.Equal(4, orders.Distinct().Count());
    }

    [Fact]
    public void The_sign_of_the_nudge_is_drawn_anew_for_each_minibatch()
    {
        var examples = new ExampleSet(2, new float[400], new int[200]);
        using var network = new RecordingNetwork(Layout) { Answers = [1, 0, 0, 1] };
        var trainer = new Trainer(network, Learning with { Estimator = EstimatorKind.RandomSign }, examples, classes: 2);

        trainer.RunEpoch();
        trainer.RunEpoch();

        double[] scales = [.. network.Updates.Select(update => update.Scale)];
        Assert.All(scales, scale => Assert.Equal(2, Math.Abs(scale)));
        Assert.NotEqual(scales[..100], scales[100..]);
        // Of 200 fair draws, fewer than 65 or more than 135 of one sign come once in a million.
        Assert.InRange(scales.Count(scale => scale > 0), 65, 135);
    }

    [Fact]
    public void Data_of_another_shape_are_refused()
    {
        using var network = new RecordingNetwork(Layout);
        InputException inputs = Assert.Throws<InputException>(() => new Trainer(network, Learning, new ExampleSet(3, [0, 1, 1], [0]), classes: 2));
        InputException outputs = Assert.Throws<InputException>(() => new Trainer(network, Learning, Examples, classes: 3));
        InputException empty = Assert.Throws<InputException>(() => new Trainer(network, Learning, new ExampleSet(2, [], []), classes: 2));

        Assert.Equal(
            ["topology.inputs", "topology.outputs", "data.empty"],
            new[] { inputs, outputs, empty }.Select(failure => failure.Violations[0].Code));
    }

    private static LearningBlock Learning { get; } = new()
    {
        Dataset = new DatasetBlock { Name = "xor" },
        Estimator = EstimatorKind.Positive,
        Beta = 0.5,
        FreePhase = new PhaseBlock { Steps = 9 },
        NudgedPhase = new PhaseBlock { Steps = 4 },
        Shuffle = false,
        BatchSize = 2,
        Epochs = 2,
        Rates = [0.3, 0.1],
    };
}
