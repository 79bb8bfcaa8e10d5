using System.Globalization;
using EqProp.Analog.Circuits;
using EqProp.Analog.TestKit;
using FsCheck.Xunit;
using static EqProp.Analog.Tests.Circuits.CircuitTexts;

namespace EqProp.Analog.Tests.Circuits;

public class CircuitResolverTests
{
    [Property(MaxTest = 100)]
    [Trait(TestKinds.Trait, TestKinds.Property)]
    public void Resolving_is_stable_for_any_numbers(ushort capacitance, ushort conductance, ushort beta, ushort duration)
    {
        string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
        ResolvedCircuit once = Resolve(
            Layered,
            $"circuit.neurons.membraneCapacitance={Number((capacitance + 1) / 7.0)} fF",
            $"circuit.neurons.leakConductance={Number((conductance + 1) / 3.0)} nS",
            $"learning.beta={Number((beta + 1) / 70000.0)}",
            $"learning.freePhase.duration={Number(duration / 11.0 + 0.1)} us");
        ResolvedCircuit twice = CircuitLoader.Parse(once.ToText(), "again.json");
        Assert.Equal(once.ToText(), twice.ToText());
        Assert.Equal(once.Hash, twice.Hash);
    }

    [Fact]
    public void The_hash_does_not_depend_on_how_the_file_is_written()
    {
        string other = Layered
            .Replace("\"1 pF\"", "\"1000fF\"", StringComparison.Ordinal)
            .Replace("\"steps\": 20", "\"duration\": \"0.01 ms\"", StringComparison.Ordinal)
            .Replace("// comments and trailing commas are allowed", "", StringComparison.Ordinal);
        Assert.Equal(Resolve(Layered).Hash, Resolve(other).Hash);
    }

    [Fact]
    public void The_hash_depends_on_every_number() =>
        Assert.NotEqual(Resolve(Layered).Hash, Resolve(Layered, "learning.rates=[0.10000000000000002]").Hash);

    [Fact]
    public void Canonical_json_has_units_defaults_and_both_twins()
    {
        string text = Resolve(Layered).ToText();
        Assert.Contains("\"membraneCapacitance\": \"1 pF\"", text, StringComparison.Ordinal);
        Assert.Contains("\"temperature\": \"300 K\"", text, StringComparison.Ordinal);
        Assert.Contains("\"epsilon\": 0.5", text, StringComparison.Ordinal);
        Assert.Contains("\"timeStep\": \"500 ns\"", text, StringComparison.Ordinal);
        Assert.Contains("\"earlyStop\": null", text, StringComparison.Ordinal);
    }
}
