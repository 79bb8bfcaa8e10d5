using System.Text.Json.Nodes;
using EqProp.Analog.Cli.Invocation;

namespace EqProp.Analog.Cli.Tests;

/// <summary>The command explain.</summary>
public sealed class ExplainCommandTests
{
    [Fact]
    public void An_ideal_circuit_is_called_ideal()
    {
        CommandResult result = InProcess.Run("explain", "xor");
        Assert.Equal((ExitCode.Done, ""), (result.ExitCode, result.Error));
        string[] lines = result.Out.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("circuit xor (", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("), noise: none, all dies alike", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("ideal: ", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_tells_what_is_how_large_when_it_acts_and_how_it_is_known()
    {
        string output = InProcess.Run("explain", "chip-130nm", "--die-seed", "3").Out;
        string[] lines = output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.EndsWith("noise: thermal, die 3", lines[0], StringComparison.Ordinal);
        Assert.Matches(@"^what +where +size +acts +fit +source$", lines[1]);
        Assert.Matches(@"^input offset from device sizes +all +normal, sigma 1\.379 mV +fabrication +measured +mismatch statistics", lines.Single(line => line.StartsWith("input offset", StringComparison.Ordinal)));
        Assert.Matches(@"^thermal noise +all +rms of a leaky membrane 103\.8 uV, .* step +assumed ", lines.Single(line => line.StartsWith("thermal", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_block_without_a_source_is_listed_as_such()
    {
        string output = InProcess.Run("explain", "xor", "--set", "circuit.fabrication.faults.stuckOff=0.02").Out;
        Assert.Matches("synapses stuck off +all +share 2 % +fabrication +not said +not said", output);
    }

    [Fact]
    public void JSON_says_the_same()
    {
        JsonNode ideal = JsonNode.Parse(InProcess.Run("explain", "xor", "--json").Out)!;
        Assert.True((bool)ideal["ideal"]!);
        Assert.Empty(ideal["nonIdealities"]!.AsArray());
        Assert.Null(ideal["die"]);

        JsonNode board = JsonNode.Parse(InProcess.Run("explain", "board-discrete", "--die-seed", "9", "--json").Out)!;
        Assert.Equal(1, (int)board["schemaVersion"]!);
        Assert.Equal((false, 9), ((bool)board["ideal"]!, (int)board["die"]!));
        Assert.Equal(["thermal"], board["noises"]!.AsArray().Select(name => (string)name!));
        JsonNode bandwidth = board["nonIdealities"]!.AsArray().Single(entry => (string)entry!["path"]! == "circuit.amplifiers[0]")!;
        Assert.Equal(("step", "assumed", false), ((string)bandwidth["acts"]!, (string)bandwidth["fit"]!, (bool)bandwidth["isNoise"]!));
        Assert.Equal((100e3, "Hz"), ((double)bandwidth["sizes"]![0]!["value"]!, (string)bandwidth["sizes"]![0]!["unit"]!));
    }

    [Fact]
    public void JSON_has_the_names_and_sources_of_the_table()
    {
        string[] rows = [.. InProcess.Run("explain", "board-discrete").Out.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Skip(2)];
        JsonArray entries = JsonNode.Parse(InProcess.Run("explain", "board-discrete", "--json").Out)!["nonIdealities"]!.AsArray();
        Assert.Equal(rows.Length, entries.Count);
        Assert.All(rows.Zip(entries), pair =>
        {
            Assert.StartsWith($"{(string)pair.Second!["name"]!} ", pair.First, StringComparison.Ordinal);
            Assert.EndsWith($" {(string?)pair.Second["source"] ?? "not said"}", pair.First, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("--die-seed takes a whole number from 0 up", "xor", "--die-seed", "seven")]
    [InlineData("--die-seed takes a whole number from 0 up", "xor", "--die-seed", "-1")]
    [InlineData("There is no", "xorr")]
    public void What_is_wrong_is_explained(string message, params string[] arguments)
    {
        CommandResult result = InProcess.Run(["explain", .. arguments]);
        Assert.NotEqual(ExitCode.Done, result.ExitCode);
        Assert.Empty(result.Out);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }
}
