using EqProp.Analog.Circuits;
using EqProp.Analog.Learning.Rules;
using EqProp.Analog.Networks;
using static EqProp.Analog.Tests.Circuits.CircuitTexts;

namespace EqProp.Analog.Tests.Circuits;

/// <summary>Layered circuits whose two directions have weights of their own, and which rules and circuits fit.</summary>
public class UntiedRulesTests
{
    private const string Untied = "circuit.topology.feedback=untied";
    private const string Deep = "circuit.topology.layers=[2,3,4,1]";

    [Fact]
    public void Ways_back_stand_behind_ways_ahead_in_the_same_order()
    {
        NetworkLayout layout = LayoutBuilder.Build(Resolve(Layered, Untied, Deep, "circuit.topology.skips=[[0,2],[1,3]]").Description);
        Assert.Equal(
            [(0, 1, null), (1, 2, null), (2, 3, null), (0, 2, null), (1, 3, null), (2, 1, 1), (3, 2, 2), (3, 1, (int?)4)],
            layout.Couplings.Select(c => (c.Source, c.Target, c.FeedbackOf)));
        Assert.All(layout.Couplings, c => Assert.Equal(c.Source == 0 ? EdgeKind.Reciprocal : EdgeKind.OneWay, c.Kind));
        Assert.False(new NetworkEquations(layout, new NetworkParameters(layout)).HasEnergy);
    }

    [Fact]
    public void Tied_is_the_default_and_may_be_said() => Assert.Equal(
        LayoutBuilder.Build(Resolve(Layered).Description).Couplings, LayoutBuilder.Build(Resolve(Layered, "circuit.topology.feedback=tied").Description).Couplings);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    public void Rates_may_be_given_for_the_ways_ahead_or_for_all(int count) =>
        Resolve(Layered, Untied, Deep, $"learning.rates=[{string.Join(',', Enumerable.Repeat("0.1", count))}]");

    [Theory]
    [InlineData("learning.initialization.feedbackAngle=30", "initialization.feedbackAngle", "learning.initialization.feedbackAngle")]
    [InlineData(Untied + "|learning.initialization.feedbackAngle=-1", "initialization.feedbackAngle", "learning.initialization.feedbackAngle")]
    [InlineData(Untied + "|learning.initialization.feedbackAngle=181", "initialization.feedbackAngle", "learning.initialization.feedbackAngle")]
    [InlineData(Untied + "|learning.initialization.feedbackAngle=30|circuit.coupling.weightRange=[0,2]", "initialization.feedbackAngle", "learning.initialization.feedbackAngle")]
    [InlineData(Untied + "|circuit.coupling.amplifierGains=[2]", "coupling.amplifiers", "circuit.coupling.amplifierGains")]
    [InlineData(Untied + "|circuit.coupling={\"kind\":\"resistive\",\"force\":\"currentSumming\",\"weightRange\":[0,2]}|circuit.neurons.activation.kind=linear", "coupling.untiedResistor", "circuit.topology.feedback")]
    [InlineData(Untied + "|circuit.topology.layers=[2,3,4,1]|learning.rates=[0.1,0.1,0.1,0.1]", "list.length", "learning.rates")]
    [InlineData("circuit.topology={\"kind\":\"recurrent\",\"layers\":null,\"inputs\":2,\"hidden\":3,\"outputs\":1,\"feedback\":\"untied\"}", "topology.foreignField", "circuit.topology.feedback")]
    public void What_does_not_fit_is_refused(string settings, string code, string path)
    {
        Violation violation = Violation(Layered, settings.Split('|'));
        Assert.Equal(code, violation.Code);
        Assert.EndsWith($": {path}", violation.Path, StringComparison.Ordinal);
        Assert.NotEmpty(violation.Remedy);
    }

    [Theory]
    [InlineData("learning.rule=vectorField", "circuit.topology.feedback", "share a weight", "equilibriumPropagation")]
    [InlineData("learning.rule=continualVectorField|learning.estimator=positive", "circuit.topology.feedback", "share a weight", "continual")]
    [InlineData("learning.rule=continual|learning.estimator=centered", "learning.estimator", "centered", "positive or negative or randomSign")]
    [InlineData("learning.rule=continual|learning.estimator=positive|learning.nudgedPhase.residual=1e-3", "learning.nudgedPhase.residual", "step by step", "Remove the residual")]
    [InlineData("learning.rule=timingDependent|learning.nudgedPhase.residual=1e-3", "learning.nudgedPhase.residual", "step by step", "Remove the residual")]
    [InlineData("learning.rule=timingDependent|simulation.settling=steadyState", "simulation.settling", "no steps", "transient")]
    [InlineData("learning.rule=timingDependent|simulation.averagingSteps=3|circuit.noise={\"thermal\":{}}", "simulation.averagingSteps", "samples every step", "averagingSteps to 1")]
    public void A_rule_refuses_what_it_cannot_do_and_names_what_can(string settings, string path, string message, string remedy)
    {
        ResolvedCircuit circuit = Resolve(Layered, settings.Split('|'));
        Violation violation = Assert.Single(Assert.Throws<InputException>(() => LearningRuleFit.Require(circuit.Description)).Violations);
        Assert.Equal(path, violation.Path);
        Assert.Contains(message, violation.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, violation.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("learning.rule=vectorField", Untied)]
    [InlineData("learning.rule=vectorField", "circuit.topology.layers=[2,1]")]
    [InlineData("learning.rule=timingDependentForward", "circuit.topology.feedback=tied")]
    [InlineData("learning.rule=equilibriumPropagation", Untied)]
    public void Other_pairs_are_let_through(string rule, string topology) => LearningRuleFit.Require(Resolve(Layered, rule, topology).Description);

    /// <summary>The catalog stands in the order of the enumeration, without gaps in what it tells.</summary>
    [Fact]
    public void The_catalog_is_in_order_and_complete()
    {
        Assert.Equal(LearningRuleCatalog.All.Select(rule => rule.Kind).Order(), LearningRuleCatalog.All.Select(rule => rule.Kind));
        Assert.All(LearningRuleCatalog.All, rule => Assert.True(!rule.WritesEachStep || rule.SamplesEachStep));
        Assert.All(LearningRuleCatalog.All, rule => Assert.False(string.IsNullOrEmpty(rule.Summary) || string.IsNullOrEmpty(rule.Source)));
    }
}
