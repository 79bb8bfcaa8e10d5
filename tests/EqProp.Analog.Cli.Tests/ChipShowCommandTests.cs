using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Cli.Tests;

/// <summary>The command chip show.</summary>
public sealed class ChipShowCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_die_shows_the_moments_of_what_it_drew()
    {
        CommandResult result = InProcess.Run("chip", "show", "chip-180nm", "--die-seed", "7");
        string[] lines = result.Out.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.EndsWith(", die 7", lines[0], StringComparison.Ordinal);
        Assert.Matches(@"^parameter +where +devices +nominal +mean +sigma +min +max$", lines[1]);
        Assert.Matches(@"^leak conductance +hidden 1 +16 +1 uS ", lines[2]);
        Assert.NotEqual(lines[2], InProcess.Run("chip", "show", "chip-180nm", "--die-seed", "8").Out.Split(Environment.NewLine)[2]);
        Assert.Equal(result.Out, InProcess.Run("chip", "show", "chip-180nm", "--set", "circuit.fabrication.die=7").Out);
    }

    [Fact]
    public void Values_are_those_behind_the_moments()
    {
        JsonNode document = JsonNode.Parse(InProcess.Run("chip", "show", "chip-180nm", "--die-seed", "7", "--values", "--json").Out)!;
        JsonNode summary = document["parameters"]![0]!;
        double[] values = [.. document["draws"]![0]!["parameters"]![0]!["values"]!.AsArray().Select(value => (double)value!)];
        Assert.Equal((7, 16), ((int)document["draws"]![0]!["die"]!, values.Length));
        Assert.Equal(values.Average(), (double)summary["mean"]!, 1e-15);
        Assert.Equal(values.Max(), (double)summary["max"]!);
        Assert.Equal(16, summary["histogram"]!["counts"]!.AsArray().Sum(count => (int)count!));
        Assert.Null(JsonNode.Parse(InProcess.Run("chip", "show", "chip-180nm", "--json").Out)!["draws"]);

        string text = InProcess.Run("chip", "show", "chip-180nm", "--die-seed", "7", "--values").Out;
        Assert.Matches(@"7 +leak conductance +hidden 1 +15 +", text);
    }

    [Fact]
    public void Moments_are_those_of_the_values_in_text_and_in_JSON()
    {
        string[] arguments = ["chip", "show", "chip-180nm", "--die-seed", "7", "--values"];
        JsonNode document = JsonNode.Parse(InProcess.Run([.. arguments, "--json"]).Out)!;
        Assert.Equal((7, 1), ((int)document["firstDie"]!, (int)document["chips"]!));
        JsonNode summary = document["parameters"]![0]!;
        double[] values = [.. document["draws"]![0]!["parameters"]![0]!["values"]!.AsArray().Select(value => (double)value!)];
        double mean = values.Average(), sigma = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
        double[] moments = [1e-6, mean, sigma, values.Min(), values.Max()];
        string[] names = ["nominal", "mean", "sigma", "min", "max"];
        Assert.All(names.Zip(moments), pair => Assert.Equal(pair.Second, (double)summary[pair.First]!, 1e-15));

        string[] rows = InProcess.Run(arguments).Out.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        string[] shown = [.. rows[2].Split("  ", StringSplitOptions.RemoveEmptyEntries).Select(cell => cell.Trim())];
        Assert.Equal(["leak conductance", "hidden 1", "16", .. moments.Select(Shown)], shown);
        string last = rows.Single(row => Regex.IsMatch(row, @"leak conductance +hidden 1 +15 "));
        Assert.EndsWith($" {Shown(values[15])}", last, StringComparison.Ordinal);

        static string Shown(double siemens) => siemens < 0.9995e-6
            ? $"{(siemens * 1e9).ToString("G4", CultureInfo.InvariantCulture)} nS"
            : $"{(siemens * 1e6).ToString("G4", CultureInfo.InvariantCulture)} uS";
    }

    [Fact]
    public void A_folder_takes_the_table_the_values_histograms_and_a_page()
    {
        CommandResult result = InProcess.Run("chip", "show", "chip-180nm", "--chips", "20", "--values", "-o", _folder.Path);
        Assert.Contains("dies 0 to 19", result.Out, StringComparison.Ordinal);
        string[] table = File.ReadAllLines(_folder.File("chip.csv"));
        string[] leak = table.Single(line => line.StartsWith("leak conductance,hidden 1,", StringComparison.Ordinal)).Split(',');
        string[] values = [.. File.ReadAllLines(_folder.File("values.csv")).Where(line => line.Contains(",leak conductance,hidden 1,", StringComparison.Ordinal))];
        Assert.Equal((320, "320"), (values.Length, leak[4]));
        Assert.Equal(values.Min(line => double.Parse(line.Split(',')[5], CultureInfo.InvariantCulture)), double.Parse(leak[7], CultureInfo.InvariantCulture));
        Assert.StartsWith("<svg", File.ReadAllText(_folder.File("leak-conductance-hidden-1.svg")), StringComparison.Ordinal);
        Assert.Contains("time constant, output", File.ReadAllText(_folder.File("chip.html")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("xor")]
    [InlineData("xor", "--chips", "5")]
    [InlineData("xor", "--die-seed", "5")]
    public void Chips_of_an_ideal_circuit_are_alike(params string[] arguments)
    {
        CommandResult result = InProcess.Run(["chip", "show", .. arguments]);
        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Contains("all chips are alike", result.Out, StringComparison.Ordinal);
        Assert.Contains("every device has its nominal value", result.Out, StringComparison.Ordinal);
        Assert.True((bool)JsonNode.Parse(InProcess.Run(["chip", "show", .. arguments, "--json"]).Out)!["alike"]!);
    }

    [Theory]
    [InlineData("--chips takes a whole number from 1 up", "--chips", "0")]
    [InlineData("--die-seed takes a whole number from 0 up", "--die-seed", "first")]
    [InlineData("cannot be made", "--die-seed", "2147483647", "--chips", "2")]
    [InlineData("do not fit into memory", "--chips", "100000000")]
    public void What_is_wrong_is_explained(string message, params string[] arguments)
    {
        CommandResult result = InProcess.Run(["chip", "show", "chip-180nm", .. arguments]);
        Assert.NotEqual(ExitCode.Done, result.ExitCode);
        Assert.Empty(result.Out);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }
}
