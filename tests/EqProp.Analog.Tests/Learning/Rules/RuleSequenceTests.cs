using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Learning.Rules;
using EqProp.Analog.Networks;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Learning.Rules;

/// <summary>What each rule asks of a chip, seen by a chip that is no simulator.</summary>
public sealed class RuleSequenceTests
{
    private const string Nudge = "nudge SquaredError 0.5 to 0 1";
    private const string Away = "nudge SquaredError -0.5 to 0 1";

    [Theory]
    [InlineData(LearningRuleKind.TimingDependent, EstimatorKind.Positive, 1, Nudge + "|settle 1|hold Positive|update Positive-Free 2 Timing Accumulate|settle 1|hold Negative|update Negative-Positive 2 Timing Accumulate|update Negative-Free 1 WriteAccumulated")]
    [InlineData(LearningRuleKind.TimingDependent, EstimatorKind.Centered, 1, Nudge + "|settle 1|hold Positive|update Positive-Free 1 Timing Accumulate|settle 1|hold Negative|update Negative-Positive 1 Timing Accumulate|recall Free|" + Away + "|settle 1|hold Positive|update Positive-Free -1 Timing Accumulate|settle 1|hold Negative|update Negative-Positive -1 Timing Accumulate|update Negative-Free 1 WriteAccumulated")]
    [InlineData(LearningRuleKind.TimingDependentForward, EstimatorKind.Negative, 1, Away + "|settle 1|hold Positive|update Positive-Free -2 TimingForward Accumulate|settle 1|hold Negative|update Negative-Positive -2 TimingForward Accumulate|update Negative-Free 1 WriteAccumulated")]
    [InlineData(LearningRuleKind.Continual, EstimatorKind.Positive, 1, Nudge + "|settle 1|hold Positive|update Positive-Free 2|settle 1|hold Negative|update Negative-Positive 2")]
    [InlineData(LearningRuleKind.Continual, EstimatorKind.RandomSign, -1, Away + "|settle 1|hold Positive|update Positive-Free -2|settle 1|hold Negative|update Negative-Positive -2")]
    [InlineData(LearningRuleKind.ContinualVectorField, EstimatorKind.Positive, 1, Nudge + "|settle 1|hold Positive|update Positive-Free 2 TimingForward|settle 1|hold Negative|update Negative-Positive 2 TimingForward")]
    [InlineData(LearningRuleKind.VectorField, EstimatorKind.Negative, 1, Away + "|settle 2|hold Positive|update Positive-Free -2 TimingForward of Free")]
    [InlineData(LearningRuleKind.VectorField, EstimatorKind.Centered, 1, Nudge + "|settle 2|hold Positive|recall Free|" + Away + "|settle 2|hold Negative|update Positive-Negative 1 TimingForward of Free")]
    public void The_nudged_phase_is_taken_as_the_rule_says(LearningRuleKind rule, EstimatorKind estimator, int sign, string expected)
    {
        LearningBlock learning = Learning(rule, estimator);
        using var network = new RecordingNetwork(Layouts.Layered([2, 3, 2], new NeuronOptions()));
        LearningRuleCatalog.Create(learning).Learn(network, new([0f, 1f], LearningRates.Of(network.Layout, learning), sign));
        Assert.Equal(expected, string.Join('|', network.Calls));
        Assert.All(network.Updates, update => Assert.Equal([0.3, 0.1], update.WeightRates));
    }

    /// <summary>The read-out outside the chip learns from the end of each nudged phase alone.</summary>
    [Theory]
    [InlineData(LearningRuleKind.Continual, EstimatorKind.Positive, "0|0|0.2")]
    [InlineData(LearningRuleKind.TimingDependent, EstimatorKind.Positive, "0|0|0.2|0")]
    [InlineData(LearningRuleKind.TimingDependent, EstimatorKind.Centered, "0|0|0.1|0|0|0.1|0")]
    public void An_external_read_out_learns_once_a_nudged_phase(LearningRuleKind rule, EstimatorKind estimator, string rates)
    {
        LearningBlock learning = Learning(rule, estimator) with { Cost = CostKind.CrossEntropy, Rates = [0.3, 0.1, 0.2] };
        using var network = new RecordingNetwork(Layouts.Layered([2, 3, 2], new NeuronOptions(ReadOutClasses: 2)));
        LearningRuleCatalog.Create(learning).Learn(network, new([0f, 1f], LearningRates.Of(network.Layout, learning), 1));
        Assert.Equal(rates, string.Join('|', network.Updates.Select(update => FormattableString.Invariant($"{update.ReadOutRate}"))));
        Assert.All(network.Updates.Where(update => update.ReadOutRate > 0), update => Assert.Equal((0, 0, HoldSlot.Free), (update.Scale, update.WeightRates.Sum(), update.Minus)));
    }

    private static LearningBlock Learning(LearningRuleKind rule, EstimatorKind estimator) => new()
    {
        Dataset = new DatasetBlock { Name = "xor" },
        Rule = rule,
        Estimator = estimator,
        Beta = 0.5,
        FreePhase = new PhaseBlock { Steps = 9 },
        NudgedPhase = new PhaseBlock { Steps = 2 },
        Rates = [0.3, 0.1],
    };
}
