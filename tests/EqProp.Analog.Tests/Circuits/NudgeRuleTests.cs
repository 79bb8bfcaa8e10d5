using EqProp.Analog.Circuits;
using static EqProp.Analog.Tests.Circuits.CircuitTexts;

namespace EqProp.Analog.Tests.Circuits;

// An output alone obeys ds/dt = -s (leak 1) + beta (d - y): with beta = -b and y = rho(s) of slope k the coefficient of s
// is b k - 1, which grows for b above 1 / k. That is the outside fact behind every limit here.
public class NudgeRuleTests
{
    [Theory]
    [InlineData("centered")]
    [InlineData("negative")]
    [InlineData("randomSign")]
    public void A_negative_nudge_above_the_leak_is_a_negative_resistor(string estimator)
    {
        Violation violation = Violation(Layered, "learning.beta=1.01", $"learning.estimator={estimator}");
        Assert.Equal("nudge.negativeResistor", violation.Code);
        Assert.Contains("negative resistor", violation.Message, StringComparison.Ordinal);
        Assert.Contains("hold against 1 (1 uS)", violation.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("learning.beta=1", "learning.estimator=randomSign")]
    [InlineData("learning.beta=5", "learning.estimator=positive")]
    [InlineData("learning.beta=5", "learning.cost=crossEntropy")]
    [InlineData("learning.beta=0.99", "learning.nudgedPhase.residual=1e-3")]
    public void Weaker_positive_or_outside_nudges_are_taken(params string[] settings) => Resolve(Layered, settings);

    [Fact]
    public void At_the_limit_the_nudged_phase_must_have_a_fixed_length() =>
        Assert.Equal("nudge.negativeResistor", Violation(Layered, "learning.beta=1", "learning.nudgedPhase.residual=1e-3").Code);

    [Theory]
    [InlineData("tanh", 2, 0.5)]
    [InlineData("logistic", 8, 0.5)]
    [InlineData("linear", 1, 1)]
    public void Summed_currents_are_nudged_through_the_activation(string kind, double gain, double limit)
    {
        string[] settings = ["circuit.coupling.force=currentSumming", $"circuit.outputNeurons.activation={{\"kind\":\"{kind}\",\"gain\":{gain}}}"];
        Assert.Equal(limit, NudgeRule.Limit(Resolve(Layered, [.. settings, "learning.beta=0.1"]).Description.Circuit), 1e-12);
        Assert.Equal("nudge.negativeResistor", Violation(Layered, [.. settings, FormattableString.Invariant($"learning.beta={limit * 1.01}")]).Code);
    }

    [Fact]
    public void The_softest_output_sets_the_limit() =>
        Assert.Equal(0.25, NudgeRule.Limit(Resolve(Elements, "circuit.topology.neurons[2].leakConductance=250 nS").Description.Circuit), 1e-12);
}
