using System.Globalization;
using System.Text.Json.Nodes;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Cli.Tests;

/// <summary>The command simulate over many chips and temperatures.</summary>
public sealed class SimulateChipsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Many_chips_leave_quantiles_ends_parameters_and_a_page()
    {
        CommandResult result = InProcess.Run("simulate", "chip-180nm", "--chips", "12", "--die-seed", "3", "--nodes", "output", "--out", _folder.Path);
        Assert.Equal(ExitCode.Done, result.ExitCode);
        string[] lines = result.Out.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.EndsWith("noise: thermal, dies 3 to 14", lines[0], StringComparison.Ordinal);
        Assert.Matches(@"^output\[0\] +0\.\d{6} +0\.\d{6} +0\.\d{6}$", lines[2]);
        Assert.Contains("of 12 chips", result.Out, StringComparison.Ordinal);
        Assert.Equal(
            ["chips.csv", "parameters.csv", "quantiles.csv", "waveforms-output.svg", "waveforms.html"],
            Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(13, File.ReadAllLines(_folder.File("chips.csv")).Length);
    }

    [Fact]
    public void JSON_holds_what_is_printed()
    {
        JsonNode document = JsonNode.Parse(InProcess.Run("simulate", "chip-180nm", "--chips", "4", "--nodes", "output", "--json", "--threads", "2", "--out", _folder.Path).Out)!;
        Assert.Equal((0, 4, 4, 0), ((int)document["firstDie"]!, (int)document["chips"]!, (int)document["finished"]!, (int)document["missing"]!));
        Assert.Equal(["thermal"], document["noises"]!.AsArray().Select(name => (string)name!));
        Assert.Equal(4, document["settlingSeconds"]!.AsArray().Count);
        JsonNode node = document["nodes"]!.AsArray().Single()!;
        Assert.InRange((double)node["freeVolts50"]!, (double)node["freeVolts5"]!, (double)node["freeVolts95"]!);
        Assert.Contains(document["parameters"]!.AsArray(), parameter => (string)parameter!["name"]! == "time constant");
    }

    [Fact]
    public void Text_and_JSON_and_tables_agree()
    {
        string[] arguments = ["simulate", "chip-180nm", "--chips", "4", "--nodes", "output", "--threads", "2", "--out", _folder.Path];
        string[] lines = InProcess.Run(arguments).Out.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        JsonNode document = JsonNode.Parse(InProcess.Run([.. arguments, "--json"]).Out)!;
        JsonNode node = document["nodes"]![0]!;
        double[] quantiles = [(double)node["freeVolts5"]!, (double)node["freeVolts50"]!, (double)node["freeVolts95"]!];
        string[] row = ["output[0]", .. quantiles.Select(volts => Text(volts, "F6"))];
        Assert.Equal(row, lines[2].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        double free = (double)document["freeSeconds"]!;
        int settled = document["settlingSeconds"]!.AsArray().Count(seconds => seconds is not null);
        Assert.Equal($"voltages at the end of the free phase, {Text(free / 1e-6, "G6")} us, of 4 chips", lines[3]);
        Assert.StartsWith($"settled to 1 % of the swing: {settled} of 4 chips, half", lines[4], StringComparison.Ordinal);

        // The last row is the end of the free phase.
        double[] end = [.. File.ReadLines(_folder.File("quantiles.csv")).Last().Split(',').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))];
        Assert.Equal([free, .. quantiles], end);

        static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
    }

    [Fact]
    public void A_stop_keeps_what_is_done_and_exits_as_interrupted()
    {
        var stop = new StopSignal();
        CommandResult result = InProcess.Run(
            host => host with { ListenForStop = () => stop, Terminal = host.Terminal with { Error = new StoppingWriter(stop) } },
            "simulate", "chip-180nm", "--chips", "200", "--threads", "1", "--json", "--out", _folder.Path);
        Assert.Equal(ExitCode.Interrupted, result.ExitCode);
        JsonNode document = JsonNode.Parse(result.Out)!;
        Assert.InRange((int)document["finished"]!, 1, 199);
        Assert.Equal(200, (int)document["finished"]! + (int)document["missing"]!);
        Assert.Contains("chips were not run", File.ReadAllText(_folder.File("waveforms.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void One_chip_says_which_it_is_and_which_noises_are_on()
    {
        string output = InProcess.Run("simulate", "chip-180nm", "--die-seed", "5", "--out", _folder.Path).Out;
        Assert.EndsWith("noise: thermal, die 5", output.Split(Environment.NewLine)[0], StringComparison.Ordinal);
        JsonNode document = JsonNode.Parse(InProcess.Run("simulate", "chip-180nm", "--die-seed", "5", "--json", "--out", _folder.Path).Out)!;
        Assert.Equal(5, (int)document["die"]!);
        Assert.EndsWith("noise: none, all dies alike", InProcess.Run("simulate", "xor", "--out", _folder.Path).Out.Split(Environment.NewLine)[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Temperatures_give_operating_points()
    {
        CommandResult result = InProcess.Run(
            "simulate", "chip-65nm-subthreshold", "--temperatures", "350, 250 K,300", "--nodes", "output", "--out", _folder.Path);
        string[] lines = result.Out.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.EndsWith("noise: none, die 0", lines[0], StringComparison.Ordinal);
        Assert.Matches(@"^node +250 K \(V\) +300 K \(V\) +350 K \(V\)$", lines[1]);
        Assert.Equal(
            ["temperatures.csv", "temperatures.html", "temperatures.svg"],
            Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        JsonNode document = JsonNode.Parse(InProcess.Run(
            "simulate", "chip-65nm-subthreshold", "--temperatures", "300", "--nodes", "output", "--json", "--out", _folder.Path).Out)!;
        Assert.Equal(300, (double)document["temperaturesKelvin"]![0]!);
        Assert.Equal("output[0]", (string)document["nodes"]![0]!["name"]!);
    }

    [Theory]
    [InlineData("All chips are alike", "xor", "--chips", "5")]
    [InlineData("--chips takes a whole number from 1 up", "chip-180nm", "--chips", "0")]
    [InlineData("--die-seed takes a whole number from 0 up", "chip-180nm", "--die-seed", "x", "--chips", "2")]
    [InlineData("do not fit into memory", "chip-180nm", "--chips", "10000000")]
    [InlineData("Did you mean 'output'?", "chip-180nm", "--chips", "5", "--nodes", "outputs")]
    [InlineData("ask for different studies", "chip-180nm", "--chips", "5", "--temperatures", "300")]
    [InlineData("ask for different studies", "chip-180nm", "--chips", "5", "--settling-times", "3")]
    [InlineData("--temperatures takes temperatures above 0 K", "chip-180nm", "--temperatures", "300,hot")]
    [InlineData("--temperatures takes temperatures above 0 K", "chip-180nm", "--temperatures", "-3")]
    [InlineData("from 200 to 450 K", "chip-65nm-subthreshold", "--temperatures", "300,900")]
    public void What_is_wrong_is_explained(string message, params string[] arguments)
    {
        CommandResult result = InProcess.Run(["simulate", .. arguments, "--out", _folder.Path]);
        Assert.NotEqual(ExitCode.Done, result.ExitCode);
        Assert.Empty(result.Out);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    /// <summary>Asks to stop at the first line of progress.</summary>
    private sealed class StoppingWriter(StopSignal stop) : StringWriter
    {
        public override void WriteLine(string? value) => stop.Request(ExitCode.Interrupted);
    }
}
