using EqProp.Analog.Circuits;
using static EqProp.Analog.Tests.Circuits.CircuitTexts;

namespace EqProp.Analog.Tests.Circuits;

public class SettingOverlayTests
{
    [Fact]
    public void Sets_numbers_items_quantities_names_and_lists()
    {
        CircuitDescription circuit = Resolve(
            Layered,
            "circuit.topology.layers[1]=100",
            "circuit.neurons.membraneCapacitance=2 pF",
            "learning.estimator=positive",
            "learning.shuffle=false",
            "circuit.coupling.conductanceRange=[\"-1 uS\", \"3 uS\"]",
            "name=42").Description;
        Assert.Equal([2, 100, 1], circuit.Circuit.Topology.Layers);
        Assert.Equal(2e-12, circuit.Circuit.Neurons.MembraneCapacitance);
        Assert.Equal(EstimatorKind.Positive, circuit.Learning!.Estimator);
        Assert.False(circuit.Learning.Shuffle);
        Assert.Equal([-1e-6, 3e-6], circuit.Circuit.Coupling.ConductanceRange);
        Assert.Equal("42", circuit.Name);
    }

    [Fact]
    public void Makes_the_blocks_on_the_way_and_the_last_setting_wins()
    {
        CircuitDescription circuit = Resolve(
            Layered, "learning.schedule.kind=cosine", "learning.earlyStop.patience=3", "learning.earlyStop.patience=4").Description;
        Assert.Equal(ScheduleKind.Cosine, circuit.Learning!.Schedule.Kind);
        Assert.Equal(4, circuit.Learning.EarlyStop!.Patience);
    }

    [Fact]
    public void Null_takes_a_block_out() => Assert.Null(Resolve(Layered, "learning=null").Description.Learning);

    [Fact]
    public void Reaches_into_the_items_of_a_list_and_replaces_their_twins()
    {
        ElementEdge edge = Resolve(Elements, "circuit.topology.edges[1].weight=0.25").Description.Circuit.Topology.Edges![1];
        Assert.Equal(0.25, edge.Weight);
        Assert.Equal(0.25e-6, edge.Conductance!.Value, 1e-18);
    }

    [Theory]
    [InlineData("circuit.neuron.leakConductance=1 uS", "--set: circuit.neuron", "'neurons'")]
    [InlineData("circuit.neurons.leakConductanse=1 uS", "--set: circuit.neurons.leakConductanse", "'leakConductance'")]
    [InlineData("lerning.beta=1", "--set: lerning", "'learning'")]
    public void An_unknown_path_is_refused_with_the_nearest_name(string setting, string path, string nearest)
    {
        Violation violation = Violation(Layered, setting);
        Assert.Equal("set.unknownPath", violation.Code);
        Assert.Equal(path, violation.Path);
        Assert.Contains(nearest, violation.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("circuit.topology.layers[3]=1", "set.index")]
    [InlineData("circuit.topology.layers[99999999999]=1", "set.index")]
    [InlineData("circuit.topology.skips[0]=[0,2]", "set.unknownPath")]
    [InlineData("circuit[0]=1", "set.unknownPath")]
    [InlineData("learning.beta.x=1", "set.unknownPath")]
    [InlineData("circuit.topology.layers.x=1", "set.unknownPath")]
    [InlineData("learning.beta", "set.form")]
    [InlineData("=1", "set.form")]
    [InlineData("[0]=1", "set.form")]
    [InlineData("learning..beta=1", "set.form")]
    [InlineData("learning.=1", "set.form")]
    [InlineData("layers[-1]=1", "set.form")]
    public void A_setting_that_fits_nowhere_is_refused(string setting, string code) =>
        Assert.Equal(code, Violation(Layered, setting).Code);

    [Fact]
    public void A_wrong_value_is_told_to_come_from_the_setting()
    {
        Violation violation = Violation(Layered, "circuit.topology.layers[1]=10 pF");
        Assert.Equal("type.wrong", violation.Code);
        Assert.Equal("--set: circuit.topology.layers[1]", violation.Path);
    }

    [Fact]
    public void All_wrong_settings_are_reported_with_what_is_wrong_in_the_file() =>
        Assert.Equal(
            ["set.unknownPath", "set.form", "key.unknown"],
            Violations(Layered.Replace("\"name\": \"small\"", "\"nome\": \"small\"", StringComparison.Ordinal), "a.b=1", "x").Select(violation => violation.Code));
}
