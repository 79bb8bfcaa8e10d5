using System.Text.Json.Nodes;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Cli.Tests;

/// <summary>Circuits that are wrong: the exit code, and a message that says what to mend.</summary>
public sealed class BadCircuitTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("{ \"circuit\": ", "json.malformed", "(1,")]
    [InlineData("[1, 2]", "json.notABlock", "does not hold a block")]
    [InlineData("{ \"schemaVersion\": 99 }", "schemaVersion.unknown", "format 99")]
    [InlineData("{ \"circiut\": {} }", "key.unknown", "Did you mean 'circuit'?")]
    [InlineData("{ \"circuit\": { \"neurons\": { \"membraneCapacitance\": \"10 kOhm\" } } }", "unit.dimension", "circuit.neurons.membraneCapacitance")]
    [InlineData("{ \"circuit\": { \"neurons\": { \"membraneCapacitance\": \"-1 pF\" } } }", "number.positive", "circuit.neurons.membraneCapacitance")]
    [InlineData("{ \"circuit\": { \"neurons\": { \"leakConductance\": \"NaN S\" } } }", "number.notFinite", "circuit.neurons.leakConductance")]
    [InlineData("{ \"learning\": { \"beta\": NaN } }", "json.malformed", "(1,")]
    [InlineData("{ \"learning\": { \"beta\": \"NaN\" } }", "type.wrong", "learning.beta")]
    [InlineData("{ \"learning\": { \"beta\": 1e999 } }", "number.notFinite", "learning.beta")]
    [InlineData("{ \"extends\": \"nowhere.json\" }", "file.unreadable", "nowhere.json")]
    [InlineData("{ \"circuit\": { \"neurons\": { \"activation\": { \"kind\": \"tanh\" } }, \"coupling\": { \"kind\": \"resistive\" } } }", "coupling.resistive", "currentSumming")]
    [InlineData("{ \"circuit\": { \"neurons\": { \"activation\": { \"kind\": \"linear\" } }, \"coupling\": { \"kind\": \"resistive\" } } }", "coupling.negativeResistor", "cannot be negative")]
    [InlineData("{ \"circuit\": { \"coupling\": { \"amplifierGains\": [-4] } } }", "number.positive", "circuit.coupling.amplifierGains[0]")]
    [InlineData("{ \"circuit\": { \"neurons\": { \"diodes\": [{ \"direction\": \"up\", \"voltage\": \"1 V\" }] } } }", "name.unknown", "fromMembrane")]
    [InlineData("{ \"circuit\": { \"neurons\": { \"diodes\": [{ \"kind\": \"ideal\", \"direction\": \"fromMembrane\", \"voltage\": \"0.3 V\" }] } } }", "diode.noRoom", "circuit.neurons.diodes")]
    [InlineData("{ \"circuit\": { \"lines\": [{ \"groups\": [\"hiden 1\"] }] } }", "lines.group", "Did you mean 'hidden 1'?")]
    [InlineData("{ \"circuit\": { \"lines\": [{ \"outputResistance\": \"2 kF\" }] } }", "unit.dimension", "circuit.lines[0].outputResistance")]
    [InlineData("{ \"circuit\": { \"timeConstants\": [{ \"formula\": \"tau * (1 + j)\" }] } }", "timeConstants.formula", "At position 12")]
    [InlineData("{ \"circuit\": { \"timeConstants\": [{ \"table\": \"nowhere.csv\" }] } }", "file.unreadable", "nowhere.csv")]
    [InlineData("{ \"simulation\": { \"settling\": \"steadyState\" }, \"learning\": { \"beta\": 1 } }", "nudge.noOperatingPoint", "four steps do not settle")]
    [InlineData("{ \"simulation\": { \"method\": \"rk4\" } }", "simulation.rails", "simulation.method")]
    [InlineData("{ \"simulation\": { \"method\": \"tsitouras\", \"relativeTolerance\": 1e-9, \"precision\": \"single\" } }", "simulation.precision", "simulation.relativeTolerance")]
    [InlineData("{ \"simulation\": { \"settling\": \"steadyState\", \"steadyState\": { \"tolerance\": 1e-8 }, \"precision\": \"single\" } }", "simulation.precision", "simulation.steadyState.tolerance")]
    public void A_wrong_file_is_explained(string overlay, string code, string expected)
    {
        string preset = RepositoryRoot.Combine("circuits", "presets", "xor.json");
        string text = overlay.Contains("\"extends\"", StringComparison.Ordinal) || !overlay.EndsWith('}')
            ? overlay
            : overlay.Insert(1, $"\"extends\": {JsonValue.Create(preset).ToJsonString()}, ");
        string file = _folder.Write("wrong.json", text);

        CommandResult result = InProcess.Run("validate", file);

        Assert.Equal(code == "file.unreadable" ? ExitCode.InputOutput : ExitCode.BadInput, result.ExitCode);
        Assert.Empty(result.Out);
        Assert.StartsWith($"error {code}: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.Equal(0, result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length % 3);
    }

    [Theory]
    [InlineData("learning.bta=0.5", "set.unknownPath", "Did you mean 'beta'?")]
    [InlineData("learning.beta", "set.form", "path=value")]
    [InlineData("circuit.topology.layers[7]=3", "set.index", "The list has 3 items")]
    [InlineData("circuit.neurons.membraneCapacitance=10kOhm", "unit.dimension", "--set: circuit.neurons.membraneCapacitance")]
    public void A_wrong_setting_is_explained(string setting, string code, string expected)
    {
        CommandResult result = InProcess.Run("validate", "xor", "--set", setting);

        Assert.Equal(ExitCode.BadInput, result.ExitCode);
        Assert.StartsWith($"error {code}: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void All_violations_are_reported_together()
    {
        CommandResult result = InProcess.Run(
            "validate", "xor", "--set", "learning.bta=1", "--set", "circuit.neurons.leakConductance=1 V", "--json");

        JsonNode document = JsonNode.Parse(result.Out)!;
        Assert.False((bool)document["ok"]!);
        Assert.Equal(["set.unknownPath", "unit.dimension"], document["violations"]!.AsArray().Select(violation => (string)violation!["code"]!));
        Assert.Contains("error set.unknownPath: ", result.Error, StringComparison.Ordinal);
        Assert.Contains("error unit.dimension: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_a_failure_of_input_and_output()
    {
        CommandResult result = RealProcess.Run("validate", _folder.File("nothing.json"));

        Assert.Equal(ExitCode.InputOutput, result.ExitCode);
        Assert.Contains("There is no such file.", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_preset_is_answered_with_the_nearest()
    {
        CommandResult result = InProcess.Run("presets", "show", "mnist-leaky-50");

        Assert.Equal(ExitCode.BadInput, result.ExitCode);
        Assert.Contains("Did you mean 'mnist-leaky-500'?", result.Error, StringComparison.Ordinal);
    }
}
