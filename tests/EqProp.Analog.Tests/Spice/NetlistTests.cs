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

    [Theory]
    [InlineData(InhibitorBranch.Inductor)]
    [InlineData(InhibitorBranch.Gyrator)]
    public void A_gamma_that_learning_wrote_replaces_that_of_the_drawing(InhibitorBranch branch)
    {
        SpicePhase drawn = CellPhases.Row(1, 0, false, CellForm.Oscillating(NonlinearityKind.Cubic), branch, [0.1, 0.1]);
        NodeGroup inhibitors = drawn.Layout.Groups[2];
        NetworkLayout With(NodeGroup group) => drawn.Layout with { Groups = [drawn.Layout.Groups[0], drawn.Layout.Groups[1], group] };
        NetworkLayout plastic = With(inhibitors with { PlasticLeak = true });
        var written = new NetworkParameters(plastic);
        drawn.Parameters.Biases.Zip(written.Biases).ToList().ForEach(pair => pair.First.CopyTo(pair.Second, 0));
        written.Leaks[2][0] = 0.31;
        string expected = SpiceNetlist.Write(drawn with { Layout = With(inhibitors with { Leak = [0.31] }) }).Text;
        Assert.Equal(expected, SpiceNetlist.Write(drawn with { Layout = plastic, Parameters = written }).Text);
        Assert.NotEqual(expected, SpiceNetlist.Write(drawn).Text);
    }

    [Fact]
    public void Resistors_on_a_smooth_energy_based_neuron_are_refused()
    {
        SpicePhase phase = SmallPhases.Known["tanh nudged"]();
        Assert.Equal("spice.force", Refusal(phase with { Layout = Layouts.With(phase.Layout, SynapseKind.Resistive) }));
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

    [Fact]
    public void Noise_is_left_out_and_said_to_be()
    {
        SpicePhase phase = SmallPhases.Known["rails"]();
        Assert.DoesNotContain("noise", SpiceNetlist.Write(phase).Text, StringComparison.Ordinal);
        Assert.Contains("* noise is left out: thermal, 1/f\n", SpiceNetlist.Write(phase with { Noises = "thermal, 1/f" }).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Buffers_that_slew_are_refused_with_what_to_leave_out()
    {
        SpicePhase phase = SmallPhases.Known["rails"]();
        NodeGroup[] groups = [.. phase.Layout.Groups.Select((group, g) => g == 1 ? group with { LineTime = 0.2, SlewRate = 3 } : group)];
        InputException refused = Assert.Throws<InputException>(() => SpiceNetlist.Write(phase with { Layout = phase.Layout with { Groups = groups } }));
        Assert.Equal("spice.slew", refused.Violations[0].Code);
        groups[1] = groups[1] with { SlewRate = double.PositiveInfinity };
        Assert.Contains("_wire", SpiceNetlist.Write(phase with { Layout = phase.Layout with { Groups = groups } }).Text, StringComparison.Ordinal);
    }
}
