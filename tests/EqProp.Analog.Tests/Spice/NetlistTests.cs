using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Spice;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests.Spice;

/// <summary>The text of small netlists, and circuits that no netlist can hold.</summary>
public class NetlistTests
{
    private const string Approved = "tests/EqProp.Analog.Tests/Spice/Approved";

    public static TheoryData<string> Names => [.. SmallPhases.Known.Keys];

    [Theory]
    [Trait(TestKinds.Trait, TestKinds.Golden)]
    [MemberData(nameof(Names))]
    public void Netlists_read_as_approved(string name) =>
        Approval.Verify(Approved, name.Replace(' ', '-'), SpiceNetlist.Write(SmallPhases.Known[name]()).Text);

    [Fact]
    public void The_nudge_of_a_read_out_is_refused()
    {
        SpicePhase phase = SmallPhases.Known["tanh nudged"]();
        phase = phase with { Nudge = phase.Nudge! with { Cost = CostKind.CrossEntropy } };
        Assert.Equal("spice.cost", Refusal(phase));
    }

    [Fact]
    public void A_negative_resistor_between_membranes_is_refused()
    {
        SpicePhase phase = SmallPhases.Known["resistors between membranes"]();
        phase.Parameters.Weights[1][0] = -0.1;
        Assert.Equal("spice.resistor", Refusal(phase));
    }

    [Fact]
    public void Resistors_on_a_smooth_energy_based_neuron_are_refused()
    {
        SpicePhase phase = SmallPhases.Known["tanh nudged"]();
        Assert.Equal("spice.force", Refusal(phase with { Layout = phase.Layout with { Synapse = SynapseKind.Resistive } }));
    }

    [Fact]
    public void Inputs_and_states_of_a_wrong_length_are_refused()
    {
        SpicePhase phase = SmallPhases.Known["tanh nudged"]();
        Assert.Throws<ArgumentException>(() => SpiceNetlist.Write(phase with { Inputs = [1, 2, 3] }));
        Assert.Throws<ArgumentException>(() => SpiceNetlist.Write(phase with { InitialState = [1] }));
        Assert.Throws<ArgumentException>(() => SpiceNetlist.Write(phase with { InitialLines = [1] }));
    }

    private static string Refusal(SpicePhase phase) => Assert.Throws<InputException>(() => SpiceNetlist.Write(phase)).Violations[0].Code;
}
