using EqProp.Analog.Circuits;
using static EqProp.Analog.Tests.Circuits.CircuitTexts;

namespace EqProp.Analog.Tests.Circuits;

public class CircuitDiffTests
{
    [Fact]
    public void Lists_the_fields_that_differ_and_no_others()
    {
        ResolvedCircuit left = Resolve(Layered);
        ResolvedCircuit right = Resolve(Layered, "learning.beta=0.25", "circuit.topology.layers[1]=7", "learning.rates=[1,2]", "learning.earlyStop.patience=2");
        Assert.Equal(
            [
                new FieldDifference("circuit.topology.layers[1]", "3", "7"),
                new FieldDifference("learning.beta", "0.5", "0.25"),
                new FieldDifference("learning.nudgeConductance", "\"500 nS\"", "\"250 nS\""),
                new FieldDifference("learning.rates", "[0.1]", "[1,2]"),
                new FieldDifference("learning.earlyStop", "null", "{\"patience\":2,\"trainErrorPercent\":null}"),
            ],
            CircuitDiff.Compare(left.Json, right.Json));
        Assert.Empty(CircuitDiff.Compare(left.Json, Resolve(Layered).Json));
    }

    [Fact]
    public void A_field_of_one_side_alone_is_absent_on_the_other() =>
        Assert.Equal(
            [new FieldDifference("b", "1", CircuitDiff.Absent), new FieldDifference("c", CircuitDiff.Absent, "null")],
            CircuitDiff.Compare(new() { ["a"] = 1, ["b"] = 1 }, new() { ["a"] = 1, ["c"] = null }));
}
