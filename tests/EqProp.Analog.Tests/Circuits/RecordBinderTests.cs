using EqProp.Analog.Circuits;
using static EqProp.Analog.Tests.Circuits.CircuitTexts;

namespace EqProp.Analog.Tests.Circuits;

public class RecordBinderTests
{
    [Theory]
    [InlineData("circuit.neurons.membraneCapacitance=10 kOhm", "unit.dimension", "resistance (Ohm)")]
    [InlineData("circuit.neurons.membraneCapacitance=1e-12", "unit.missing", "has no unit")]
    [InlineData("circuit.neurons.membraneCapacitance=1 pf", "unit.unknown", "'pf'")]
    [InlineData("circuit.neurons.membraneCapacitance=NaN F", "number.notFinite", "not finite")]
    [InlineData("circuit.neurons.membraneCapacitance=1e999 F", "number.notFinite", "too large")]
    [InlineData("circuit.neurons.membraneCapacitance=true", "type.wrong", "true was found where a capacitance")]
    [InlineData("circuit.neurons.membraneCapacitance=null", "type.wrong", "null was found")]
    [InlineData("circuit.coupling.conductanceRange=[\"1 V\", \"2 uS\"]", "unit.dimension", "voltage (V)")]
    [InlineData("learning.beta=1e999", "number.notFinite", "too large")]
    [InlineData("learning.beta=NaN", "type.wrong", "\"NaN\"")]
    [InlineData("learning.batchSize=2.5", "number.notWhole", "2.5")]
    [InlineData("learning.batchSize=3000000000", "number.notWhole", "3000000000")]
    [InlineData("learning.shuffle=1", "type.wrong", "true or false")]
    [InlineData("learning.estimator=centred", "name.unknown", "positive, negative, randomSign, alternating, centered")]
    [InlineData("learning.estimator=Centered", "name.unknown", "\"Centered\"")]
    [InlineData("learning.estimator=3", "type.wrong", "one of positive")]
    [InlineData("learning.dataset=xor", "type.wrong", "a block")]
    [InlineData("circuit.topology.layers=5", "type.wrong", "a list")]
    [InlineData("circuit.topology.layers=[2,\"3\",1]", "type.wrong", "the text \"3\"")]
    public void A_value_that_does_not_fit_is_the_one_violation(string setting, string code, string part)
    {
        Violation violation = Violation(Layered, setting);
        Assert.Equal(code, violation.Code);
        Assert.StartsWith($"--set: {setting[..setting.IndexOf('=', StringComparison.Ordinal)]}", violation.Path, StringComparison.Ordinal);
        Assert.Contains(part, violation.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_whole_number_may_be_written_with_an_exponent() =>
        Assert.Equal(200, Resolve(Layered, "learning.batchSize=2e2").Description.Learning!.BatchSize);

    [Fact]
    public void An_unknown_key_is_reported_with_the_nearest_known_one()
    {
        Violation violation = Violation(Layered.Replace("\"steps\": 20", "\"step\": 20", StringComparison.Ordinal));
        Assert.Equal("key.unknown", violation.Code);
        Assert.Equal("small.json: learning.freePhase.step", violation.Path);
        Assert.Equal("Did you mean 'steps'?", violation.Remedy);
    }

    [Fact]
    public void A_key_like_no_other_is_reported_with_all_known_ones() =>
        Assert.Equal("Known here: kind, factor, final, at.", Violation(Layered.Replace("\"rates\"", "\"schedule\": { \"zzzzzzzz\": 1 }, \"rates\"", StringComparison.Ordinal)).Remedy);

    [Fact]
    public void Nothing_but_the_missing_blocks_is_reported_of_an_empty_file() =>
        Assert.Equal(["small.json: circuit", "small.json: simulation"], Violations("{}").Select(violation => violation.Path));

    [Fact]
    public void Violations_of_all_kinds_are_reported_together()
    {
        string text = Layered
            .Replace("\"1 pF\"", "\"1 V\"", StringComparison.Ordinal)
            .Replace("\"name\": \"xor\"", "", StringComparison.Ordinal)
            .Replace("[-2, 2]", "[2, -2]", StringComparison.Ordinal)
            .Replace("\"epsilon\": 0.5", "\"epsilom\": 0.5", StringComparison.Ordinal)
            .Replace("[0.1]", "[0.1, 0.2, 0.3]", StringComparison.Ordinal);
        Assert.Equal(
            [
                "small.json: circuit.coupling.weightRange",
                "small.json: circuit.neurons.membraneCapacitance",
                "small.json: learning.dataset.name",
                "small.json: learning.rates",
                "small.json: simulation.epsilom",
            ],
            Violations(text).Select(violation => violation.Path).Order(StringComparer.Ordinal));
    }
}
