using EqProp.Analog.Circuits;
using EqProp.Analog.Learning.Rules;
using EqProp.Analog.Tests.Circuits;

namespace EqProp.Analog.Tests.Learning;

/// <summary>What the rules that go round a circle of nudges refuse, and what they say would fit.</summary>
public class HolomorphicFitTests
{
    private static readonly string[] Fitting =
    [
        "learning.rule=holomorphic", "circuit.neurons.activation={\"kind\":\"logistic\",\"gain\":4}", "circuit.coupling.force=currentSumming", "learning.beta=0.2",
    ];

    [Fact]
    public void A_network_of_analytic_circuits_fits() => LearningRuleFit.Require(Resolve([]));

    [Theory]
    [InlineData("circuit.neurons.activation={\"kind\":\"relu\",\"gain\":1}", "circuit.neurons", "relu", "logistic")]
    [InlineData("circuit.neurons.diodes=[{\"kind\":\"shockley\",\"direction\":\"fromMembrane\",\"voltage\":\"1 V\",\"saturationCurrent\":\"1 fA\"}]", "circuit.neurons", "diodes", "oscillatingNudge")]
    [InlineData("circuit.coupling.kind=resistive", "circuit.coupling.kind", "load", "transconductance")]
    [InlineData("simulation.method=heun", "simulation.method", "Euler", "projectedEuler")]
    [InlineData("simulation.settling=steadyState", "simulation.method", "Euler", "transient")]
    [InlineData("learning.nudgedPhase={\"steps\":20,\"residual\":1e-3}", "learning.nudgedPhase.residual", "fixed length", "Remove")]
    [InlineData("circuit.noise={\"telegraph\":{\"current\":\"1 nA\",\"meanTimeOn\":\"1 us\",\"meanTimeOff\":\"1 us\"}}", "circuit.noise", "telegraph", "oscillatingNudge")]
    [InlineData("learning.estimator=positive", "learning.estimator", "positive", "centered")]
    public void What_is_not_analytic_is_refused(string setting, string path, string reason, string remedy)
    {
        Violation violation = Assert.Throws<InputException>(() => LearningRuleFit.Require(Resolve([setting]))).Violations[0];
        Assert.Equal(path, violation.Path);
        Assert.Contains(reason, violation.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, violation.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("holomorphic", "learning.holomorphic.points=1", "learning.holomorphic.points")]
    [InlineData("oscillatingNudge", "learning.oscillation.points=7", "learning.oscillation.points")]
    [InlineData("oscillatingNudge", "learning.oscillation.periods=0", "learning.oscillation.periods")]
    [InlineData("equilibriumPropagation", "learning.holomorphic={}", "learning.holomorphic")]
    [InlineData("holomorphic", "learning.oscillation={}", "learning.oscillation")]
    public void Numbers_that_make_no_circle_and_blocks_of_other_rules_are_errors(string rule, string setting, string path) =>
        Assert.Equal($"--set: {path}", CircuitTexts.Violation(CircuitTexts.Layered, [.. Fitting, $"learning.rule={rule}", setting]).Path);

    private static CircuitDescription Resolve(string[] settings) => CircuitTexts.Resolve(CircuitTexts.Layered, [.. Fitting, .. settings]).Description;
}
