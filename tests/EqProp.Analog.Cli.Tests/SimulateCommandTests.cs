using System.Globalization;
using System.Text.Json.Nodes;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Cli.Tests;

/// <summary>The commands simulate and gradient.</summary>
public sealed class SimulateCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Simulate_prints_the_final_voltages_and_writes_the_waveforms()
    {
        CommandResult result = InProcess.Run("simulate", "elements-pair", "--duration", "50 us", "--out", _folder.Path);

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Contains("fast   0.400000", result.Out, StringComparison.Ordinal);
        Assert.Contains("free phase: 50 us", result.Out, StringComparison.Ordinal);
        Assert.Equal(
            ["waveforms.csv", "waveforms.html", "waveforms.npy", "waveforms.raw", "waveforms.svg"],
            Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Simulate_reports_as_JSON_what_it_prints()
    {
        CommandResult result = InProcess.Run("simulate", "xor", "--nudged", "--nodes", "output", "--json", "--out", _folder.Path);
        JsonNode document = JsonNode.Parse(result.Out)!;
        Assert.Equal(0.5, (double)document["beta"]!);
        Assert.Equal("output[0]", (string?)document["nodes"]!.AsArray().Single()!["name"]);
        Assert.NotEqual((double)document["nodes"]![0]!["freeVolts"]!, (double)document["nodes"]![0]!["endVolts"]!);
    }

    [Fact]
    public void The_die_that_is_chosen_is_simulated()
    {
        const string Spread = """circuit.fabrication.variations=[{"parameter":"leakConductance","relativeSigma":0.1}]""";
        string[] Simulate(params string[] more) => [.. (string[])["simulate", "elements-pair", "--duration", "5 us", "--json", "--out", _folder.Path], .. more];
        JsonNode End(params string[] more) => JsonNode.Parse(InProcess.Run(Simulate(more)).Out)!["nodes"]![0]!["endVolts"]!;
        double three = (double)End("--set", Spread, "--die-seed", "3"), four = (double)End("--set", Spread, "--die-seed", "4");
        Assert.NotEqual(three, four);
        Assert.Equal(three, (double)End("--set", Spread, "--set", "circuit.fabrication.die=3"));
        Assert.Equal((double)End(), (double)End("--die-seed", "3"));
        Assert.Equal(ExitCode.Usage, InProcess.Run(Simulate("--die-seed", "-1")).ExitCode);
    }

    [Fact]
    public void Simulate_counts_how_long_inputs_take_to_settle()
    {
        CommandResult result = InProcess.Run("simulate", "two-moons", "--settling-times", "40", "--json", "--out", _folder.Path);
        JsonNode times = JsonNode.Parse(result.Out)!["settlingTimes"]!;
        string[] rows = File.ReadAllLines(_folder.File("settling.csv"))[1..];
        Assert.Equal(40, (int)times["inputs"]!);
        Assert.Equal(40, rows.Sum(row => int.Parse(row.Split(',')[2], CultureInfo.InvariantCulture)));
        Assert.InRange((double)times["medianSeconds"]!, 1e-7, (double)times["percentile95Seconds"]!);
        Assert.StartsWith("<svg", File.ReadAllText(_folder.File("settling.svg")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no learning block", "elements-pair", "--settling-times", "40")]
    [InlineData("Did you mean 'slow'?", "elements-pair", "--nodes", "slw")]
    [InlineData("has no unit", "elements-pair", "--duration", "20")]
    [InlineData("Leave --nudged out", "elements-pair", "--nudged")]
    public void Simulate_explains_what_is_wrong(string remedy, params string[] arguments)
    {
        CommandResult result = InProcess.Run(["simulate", .. arguments, "--out", _folder.Path]);

        Assert.NotEqual(ExitCode.Done, result.ExitCode);
        Assert.Empty(result.Out);
        Assert.Contains(remedy, result.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Gradient_leaves_its_result_in_a_folder_and_never_over_another()
    {
        string[] arguments = ["gradient", "xor", "--betas", "1e-3", "--json", "--quiet", "--out", _folder.Path];

        CommandResult written = InProcess.Run(arguments);
        CommandResult again = InProcess.Run(arguments);

        Assert.Equal(ExitCode.Done, written.ExitCode);
        Assert.Equal(written.Out, File.ReadAllText(_folder.File("gradient.json")).ReplaceLineEndings());
        Assert.Equal((ExitCode.InputOutput, ""), (again.ExitCode, again.Out));
        Assert.StartsWith("error file.exists: ", again.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("activator", 1, "digits are lost from the first layer to the last")]
    [InlineData("inhibitor", 0, "no echoes: Two layers are joined by a matrix that has no inverse")]
    public void Gradient_compares_the_layers_of_a_residual_stack(string answers, int echoes, string verdict)
    {
        string file = _folder.Write("stack.json", $$"""
            {
              "name": "stack",
              "circuit": {
                "neurons": {
                  "membraneCapacitance": "1 nF", "leakConductance": "1 mS", "referenceVoltage": "0 V",
                  "fitzHughNagumo": { "gamma": 0.8, "b": 0.7, "tau": 0.5, "answers": "{{answers}}" }
                },
                "topology": { "kind": "residual", "width": 2, "depth": 3, "linkWeight": 3 },
                "coupling": { "weightRange": [-2, 2] }
              },
              "learning": {
                "dataset": { "name": "xor" }, "estimator": "centered", "beta": 0.05, "freePhase": { "steps": 2000 }, "nudgedPhase": { "steps": 2000 },
                "batchSize": 4, "epochs": 1, "rates": [0.1], "targets": { "low": -0.5, "high": 0.5 }
              },
              "simulation": { "precision": "double", "epsilon": 0.02 }
            }
            """);
        string text = InProcess.Run("gradient", file, "--betas", "1e-3").Out;
        Assert.Matches(@"hidden 1 +\S+ +1\.00000000 +\S+" + (echoes > 0 ? @" +1\.00000000" : @" *\r?\n"), text);
        Assert.Contains(verdict, text, StringComparison.Ordinal);
        JsonNode stack = JsonNode.Parse(InProcess.Run("gradient", file, "--betas", "1e-3", "--json").Out)!["stack"]!;
        Assert.Equal(["hidden 1", "hidden 2", "output", "total"], stack["layers"]!.AsArray().Select(row => (string)row!["layer"]!));
        Assert.All(stack["layers"]!.AsArray(), row => Assert.Equal(echoes > 0, row!["returningEcho"] is not null));
        Assert.Equal(echoes > 0, stack["echoFailure"] is null);
    }

    [Fact]
    public void Gradient_prints_a_row_an_estimator_and_beta_and_the_measured_order()
    {
        CommandResult text = InProcess.Run("gradient", "xor", "--betas", "1e-3,1e-2,2");
        Assert.Equal(ExitCode.Done, text.ExitCode);
        Assert.Contains("positive 1.00, negative 1.00, centered 2.00", text.Out, StringComparison.Ordinal);
        Assert.Contains("the outputs hold against 1", text.Out, StringComparison.Ordinal);

        JsonNode document = JsonNode.Parse(InProcess.Run("gradient", "xor", "--betas", "1e-3,1e-2,2", "--json").Out)!;
        Assert.Equal(9, document["rows"]!.AsArray().Count);
        Assert.Null(document["rows"]![8]!["cosine"]);
        Assert.InRange((double)document["rows"]![2]!["relativeError"]!, 1e-9, 1e-5);
    }

    [Fact]
    public void Gradient_lists_what_other_rules_would_write()
    {
        string[] arguments = ["gradient", "xor", "--betas", "1e-3"];
        string text = InProcess.Run(arguments).Out;
        Assert.Matches(@"coupledLearning +centered +0\.5 +0\.\d{8} ", text);
        Assert.Matches(@"dyadic +positive +0\.001 +1\.00000000 ", text);

        JsonNode document = JsonNode.Parse(InProcess.Run([.. arguments, "--json"]).Out)!;
        Assert.Equal("equilibriumPropagation", (string)document["ownRule"]!);
        Assert.Equal(
            ["contrastiveHebbian", "coupledLearning", "coupledLearning", "coupledLearning", "asymmetricRepair", "dyadic"],
            document["rules"]!.AsArray().Select(row => (string)row!["rule"]!));
        Assert.All(document["rules"]!.AsArray().TakeLast(2), row => Assert.InRange((double)row!["cosine"]!, 0.9999, 1));

        string twin = InProcess.Run([.. arguments, "--set", "learning.rule=twin"]).Out;
        Assert.Contains("twin centered, own phases", twin, StringComparison.Ordinal);
        JsonNode read = JsonNode.Parse(InProcess.Run([.. arguments, "--set", "learning.cost=crossEntropy", "--set", "circuit.topology.layers=[2,8,2]", "--json"]).Out)!;
        Assert.All(read["rules"]!.AsArray().Take(4), row => Assert.Contains("outside the chip", (string)row!["skipped"]!, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--betas takes numbers above zero", "xor", "--betas", "0.1,-1")]
    [InlineData("at most 2000", "xor", "--set", "circuit.topology.layers=[2,3000,1]")]
    [InlineData("no learning block", "elements-pair")]
    public void Gradient_explains_what_is_wrong(string message, params string[] arguments)
    {
        CommandResult result = InProcess.Run(["gradient", .. arguments]);

        Assert.NotEqual(ExitCode.Done, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }
}
