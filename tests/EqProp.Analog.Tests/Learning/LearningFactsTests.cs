using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.TestKit;
using FsCheck;
using FsCheck.Xunit;

namespace EqProp.Analog.Tests.Learning;

/// <summary>Rates, schedules, targets, costs: the small parts of the trainer against closed forms.</summary>
public sealed class LearningFactsTests
{
    [Fact]
    public void One_rate_serves_every_coupling_and_bias()
    {
        LearningRates rates = LearningRates.Of(Layouts.Layered([2, 3, 4, 2], new NeuronOptions()), Block([0.2]));

        Assert.Equal([0.2, 0.2, 0.2], rates.Weights);
        Assert.Equal([0.2, 0.2, 0.2], rates.Biases.Skip(1));
        Assert.Equal(0, rates.ReadOut);
    }

    [Fact]
    public void Each_coupling_has_its_rate_and_biases_take_that_of_the_coupling_below()
    {
        NetworkLayout layout = Layouts.Layered([2, 3, 4, 2], new NeuronOptions(ReadOutClasses: 5), 1, (0, 3));

        LearningRates rates = LearningRates.Of(layout, Block([0.1, 0.2, 0.3, 0.4, 0.5]));

        Assert.Equal([0.1, 0.2, 0.3, 0.4], rates.Weights);
        Assert.Equal([0.1, 0.2, 0.3], rates.Biases.Skip(1));
        Assert.Equal(0.5, rates.ReadOut);
    }

    /// <summary>Ways back that have weights of their own take the rates of the ways ahead unless they have some themselves.</summary>
    [Theory]
    [InlineData(0, new[] { 0.1, 0.2, 0.3 }, new[] { 0.1, 0.2, 0.3, 0.2, 0.3 }, 0)]
    [InlineData(0, new[] { 0.1, 0.2, 0.3, 0.4, 0.5 }, new[] { 0.1, 0.2, 0.3, 0.4, 0.5 }, 0)]
    [InlineData(4, new[] { 0.1, 0.2, 0.3, 0.9 }, new[] { 0.1, 0.2, 0.3, 0.2, 0.3 }, 0.9)]
    [InlineData(4, new[] { 0.1, 0.2, 0.3, 0.4, 0.5, 0.9 }, new[] { 0.1, 0.2, 0.3, 0.4, 0.5 }, 0.9)]
    [InlineData(4, new[] { 0.1 }, new[] { 0.1, 0.1, 0.1, 0.1, 0.1 }, 0.1)]
    public void Ways_back_take_the_rates_of_the_ways_ahead(int classes, double[] given, double[] expected, double readOut)
    {
        NetworkLayout tied = Layouts.Layered([2, 3, 4, 2], new NeuronOptions(ReadOutClasses: classes));
        NetworkLayout layout = tied with
        {
            Couplings = [tied.Couplings[0], Layouts.OneWay(1, 2), Layouts.OneWay(2, 3), Layouts.OneWay(2, 1) with { FeedbackOf = 1 }, Layouts.OneWay(3, 2) with { FeedbackOf = 2 }],
        };

        LearningRates rates = LearningRates.Of(layout, Block(given));

        Assert.Equal(expected, rates.Weights);
        Assert.Equal(expected.Take(3), rates.Biases.Skip(1));
        Assert.Equal(readOut, rates.ReadOut);
    }

    [Fact]
    public void Biases_take_rates_of_their_own()
    {
        NetworkLayout layout = Layouts.Layered([2, 3, 2], new NeuronOptions());

        Assert.Equal([0.7, 0.8], LearningRates.Of(layout, Block([0.1]) with { BiasRates = [0.7, 0.8] }).Biases.Skip(1));
        Assert.Equal([0.9, 0.9], LearningRates.Of(layout, Block([0.1]) with { BiasRates = [0.9] }).Biases.Skip(1));
    }

    [Fact]
    public void A_factor_multiplies_every_rate()
    {
        NetworkLayout layout = Layouts.Layered([2, 3, 2], new NeuronOptions(ReadOutClasses: 2));

        LearningRates rates = LearningRates.Of(layout, Block([1, 2, 4]) with { BiasRates = [8, 16] }).Times(0.25);

        Assert.Equal([0.25, 0.5], rates.Weights);
        Assert.Equal([2, 4], rates.Biases.Skip(1));
        Assert.Equal(1, rates.ReadOut);
    }

    [Theory]
    [MemberData(nameof(LearningPresets))]
    public void The_rates_of_every_preset_fit_its_layout(string preset)
    {
        CircuitDescription description = CircuitLoader.Load(preset).Description;
        LearningBlock learning = description.Learning!;
        int classes = learning.Cost == CostKind.CrossEntropy ? 10 : 0;
        NetworkLayout layout = LayoutBuilder.Build(description, classes);

        LearningRates rates = LearningRates.Of(layout, learning);

        Assert.Contains(learning.Rates.Count, new[] { 1, layout.Couplings.Count(coupling => coupling.FeedbackOf is null) + (classes > 0 ? 1 : 0) });
        Assert.Equal((layout.Couplings.Count, layout.Groups.Count), (rates.Weights.Count, rates.Biases.Count));
        int neurons = layout.Groups.Count - layout.Cells.Count;
        Assert.All(rates.Weights.Concat(rates.Biases.Take(neurons).Skip(1)), rate => Assert.InRange(rate, 1e-6, 10));
        Assert.All(rates.Biases.Skip(neurons), rate => Assert.Equal(learning.Inhibitor?.BiasRate ?? 0, rate));
    }

    public static TheoryData<string> LearningPresets =>
    [
        .. Directory.GetFiles(RepositoryRoot.Combine("circuits", "presets"), "*.json")
            .Where(file => CircuitLoader.Load(file).Description.Learning is not null).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [InlineData(1, 5, 1)]
    [InlineData(3, 4, 0.525)]
    [InlineData(3, 3, 0.2875)]
    [InlineData(1, 1, 1)]
    public void A_cosine_falls_from_the_rate_to_what_is_left(int epoch, int epochs, double expected) =>
        Assert.Equal(expected, RateSchedule.Factor(new ScheduleBlock { Kind = ScheduleKind.Cosine, Final = 0.05 }, epoch, epochs), 1e-15);

    [Theory]
    [InlineData(ScheduleKind.Constant, "1 1 1 1 1")]
    [InlineData(ScheduleKind.Exponential, "1 0.5 0.25 0.125 0.0625")]
    [InlineData(ScheduleKind.Steps, "1 0.5 0.5 0.25 0.25")]
    public void Other_schedules_have_their_values(ScheduleKind kind, string expected)
    {
        var schedule = new ScheduleBlock { Kind = kind, Factor = 0.5, At = kind == ScheduleKind.Steps ? [2, 4] : null };

        Assert.Equal(
            expected,
            string.Join(' ', Enumerable.Range(1, 5).Select(epoch => RateSchedule.Factor(schedule, epoch, 5).ToString(System.Globalization.CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void Each_class_has_an_output_that_is_high_for_it()
    {
        var encoder = new TargetEncoder(answers: 3, classes: 3, CostKind.SquaredError, new TargetBlock { Low = 0.25, High = 0.75 });
        float[] target = [9, 9, 9];

        encoder.Encode(1, target);

        Assert.Equal([0.25f, 0.75f, 0.25f], target);
        Assert.Equal(2, encoder.Decode([0.1, -5, 0.2]));
        Assert.Equal(0, encoder.Decode([0.2, 0.2, 0.1]));
    }

    [Fact]
    public void Cross_entropy_compares_probabilities_whatever_the_targets_say()
    {
        var encoder = new TargetEncoder(answers: 2, classes: 2, CostKind.CrossEntropy, new TargetBlock { Low = 0.25, High = 0.75 });
        float[] target = new float[2];

        encoder.Encode(1, target);

        Assert.Equal([0f, 1f], target);
    }

    [Theory]
    [InlineData(0.25, 0.75)]
    [InlineData(0.75, 0.25)]
    [InlineData(-1, 1)]
    public void Two_classes_share_an_output_that_may_also_be_low_for_the_second(double low, double high)
    {
        var encoder = new TargetEncoder(answers: 1, classes: 2, CostKind.SquaredError, new TargetBlock { Low = low, High = high });
        double middle = (low + high) / 2;
        float[] target = new float[1];
        foreach (int label in (int[])[0, 1])
        {
            encoder.Encode(label, target);

            Assert.Equal(label == 1 ? high : low, target[0]);
            Assert.Equal(label, encoder.Decode([target[0]]));
            Assert.Equal(label, encoder.Decode([middle + (target[0] - middle) * 1e-6]));
        }
    }

    [Fact]
    public void Several_outputs_may_be_low_for_their_class_too()
    {
        var encoder = new TargetEncoder(answers: 3, classes: 3, CostKind.SquaredError, new TargetBlock { Low = 0.75, High = 0.25 });
        float[] target = new float[3];

        encoder.Encode(2, target);

        Assert.Equal([0.75f, 0.75f, 0.25f], target);
        Assert.Equal(2, encoder.Decode([.. target]));
    }

    [Theory]
    [InlineData(1, 3, CostKind.SquaredError)]
    [InlineData(1, 2, CostKind.CrossEntropy)]
    [InlineData(10, 2, CostKind.SquaredError)]
    public void Outputs_that_do_not_fit_the_classes_are_refused(int answers, int classes, CostKind cost)
    {
        InputException failure = Assert.Throws<InputException>(() => new TargetEncoder(answers, classes, cost, new TargetBlock()));

        Assert.Contains($"{answers} output neurons, but the data have {classes} classes", failure.Message);
    }

    [Fact]
    public void The_squared_error_has_its_half() =>
        Assert.Equal(0.5 * (0.25 + 4), CostFunction.Of(CostKind.SquaredError, [0.5, -1], [0, 1]));

    [Fact]
    public void Cross_entropy_of_equal_logits_is_the_logarithm_of_the_classes()
    {
        Assert.Equal(Math.Log(4), CostFunction.Of(CostKind.CrossEntropy, [7, 7, 7, 7], [0, 1, 0, 0]), 1e-14);
        Assert.Equal(Math.Log(1 + Math.Exp(-3)), CostFunction.Of(CostKind.CrossEntropy, [5, 2], [1, 0]), 1e-14);
        Assert.Equal(2000, CostFunction.Of(CostKind.CrossEntropy, [1000, -1000], [0, 1]), 1e-9);
    }

    [Property]
    [Trait(TestKinds.Trait, TestKinds.Property)]
    public void Cross_entropy_does_not_see_a_common_shift(NormalFloat a, NormalFloat b, sbyte shift)
    {
        double[] logits = [a.Get % 50, b.Get % 50];
        double[] shifted = [.. logits.Select(logit => logit + shift)];

        Assert.Equal(CostFunction.Of(CostKind.CrossEntropy, logits, [0, 1]), CostFunction.Of(CostKind.CrossEntropy, shifted, [0, 1]), 1e-10);
    }

    [Fact]
    public void A_unit_is_dead_or_saturated_only_if_it_never_leaves_its_rail()
    {
        using var network = new RecordingNetwork(Layouts.Layered([2, 4, 1], new NeuronOptions()));
        var counter = new UnitUseCounter(network.Layout);
        network.Activities[2] = [0.5, 0.5];
        network.Activities[1] = [0, 1, 0, 0.005, /* second example */ 0.009, 0.995, 0.5, 0];
        counter.Observe(network, rows: 2);
        network.Activities[2] = [0.995];
        network.Activities[1] = [0, 1, 0, 0.02];
        counter.Observe(network, rows: 1);

        Assert.Equal([new UnitUse("group 1", 4, Dead: 1, Saturated: 1), new UnitUse("group 2", 1, Dead: 0, Saturated: 0)], counter.Count());
    }

    [Theory]
    [InlineData(ActivationKind.Tanh, 1, 1)]
    [InlineData(ActivationKind.Relu, 2, 0)]
    [InlineData(ActivationKind.Linear, 0, 0)]
    public void The_rails_are_those_of_the_activation(ActivationKind activation, int dead, int saturated)
    {
        using var network = new RecordingNetwork(Layouts.Layered([1, 3, 1], new NeuronOptions(Activation: activation)));
        var counter = new UnitUseCounter(network.Layout);
        network.Activities[1] = [-1, 0, 1];
        network.Activities[2] = [0.5];
        counter.Observe(network, rows: 1);

        Assert.Equal((dead, saturated), (counter.Count()[0].Dead, counter.Count()[0].Saturated));
    }

    [Fact]
    public void Inhibitors_are_no_units_of_their_own() => Assert.Equal(
        ["hidden 1", "output"], new UnitUseCounter(CellLayouts.Layered([2, 3, 1], new CellOptions())).Count().Select(use => use.Group));

    private static LearningBlock Block(IReadOnlyList<double> rates) => new()
    {
        Dataset = new DatasetBlock { Name = "xor" },
        FreePhase = new PhaseBlock { Steps = 1 },
        NudgedPhase = new PhaseBlock { Steps = 1 },
        Rates = rates,
    };
}
