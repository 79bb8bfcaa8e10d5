using System.Globalization;
using System.Text.Json.Nodes;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Cli.Tests;

/// <summary>The command energy, and the energy page of training reports.</summary>
public sealed class EnergyCommandTests : IDisposable
{
    private const string Capacitance = "circuit.neurons.membraneCapacitance";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Figures_come_with_what_they_count_and_with_rows_elsewhere()
    {
        CommandResult text = InProcess.Run("energy", "xor", "--quiet");
        Assert.Equal(ExitCode.Done, text.ExitCode);
        Assert.Equal(2, text.Out.Split("Never counted: ").Length - 1);
        foreach (string expected in (string[])["an inference: ", "an update of ", "90 % interval", "mean power", "worst layer: ", "largest rows", "an epoch of ", "int8, weights in memory-8kB", "Loihi", "NeuroBench: footprint"])
        {
            Assert.Contains(expected, text.Out, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("where to stop settling", text.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_document_has_its_keys_and_its_rows_sum_up()
    {
        string output = _folder.File("out");
        CommandResult result = InProcess.Run("energy", "xor", "--json", "--quiet", "--out", output, "--examples", "4");
        JsonObject document = JsonNode.Parse(result.Out)!.AsObject();
        Assert.Equal(
            [
                "schemaVersion", "name", "hash", "die", "examples", "weightsGiven", "accuracyPercent", "inference", "update", "noUpdate", "updatesPerEpoch", "epochJoules",
                "peakNetworkWatts", "training", "targetPercent", "toTarget", "settling", "stopSettling", "comparison", "neuroBench",
            ],
            document.Select(member => member.Key));
        JsonNode inference = document["inference"]!;
        Assert.Equal(
            ["scope", "joules", "mean", "low", "high", "seconds", "averageWatts", "boundary", "byCategoryAndPhase", "byGroup", "items", "missing"],
            inference.AsObject().Select(member => member.Key));
        double total = (double)inference["joules"]!;
        Assert.Equal(total, inference["items"]!.AsArray().Sum(item => (double)item!["joules"]!), total * 1e-12);
        Assert.Equal(total, inference["byGroup"]!.AsArray().Sum(item => (double)item!["joules"]!), total * 1e-12);
        Assert.Equal(total, inference["byCategoryAndPhase"]!.AsObject().Sum(category => category.Value!.AsObject().Sum(phase => (double)phase.Value!)), total * 1e-12);
        Assert.Equal((double)document["update"]!["joules"]! * (int)document["updatesPerEpoch"]!, (double)document["epochJoules"]!, total * 1e-9);
        Assert.All(document["comparison"]!.AsArray(), row => Assert.NotEmpty((string)row!["boundary"]! + (string)row["source"]!));
        Assert.Equal(result.Out, File.ReadAllText(Path.Combine(output, "energy.json")).ReplaceLineEndings());
        foreach (string file in (string[])["energy.html", "energy.svg", "items.csv", "action_counts.yaml", "ERT.yaml", "update-action_counts.yaml", "update-ERT.yaml"])
        {
            Assert.True(new FileInfo(Path.Combine(output, file)).Length > 0, file);
        }

        Assert.Equal(ExitCode.InputOutput, InProcess.Run("energy", "xor", "--out", output, "--quiet").ExitCode);
    }

    // Everything that has an energy is counted, and costs what the figure says.
    [Fact]
    public void The_files_for_Accelergy_make_the_same_sum()
    {
        string output = _folder.File("out");
        JsonNode document = JsonNode.Parse(InProcess.Run("energy", "xor", "--json", "--quiet", "--out", output).Out)!;
        foreach ((string start, string figure) in ((string, string)[])[("", "inference"), ("update-", "update")])
        {
            Dictionary<string, double> counts = Values(Path.Combine(output, start + "action_counts.yaml"), "- name: ", "counts: ");
            Dictionary<string, double> energies = Values(Path.Combine(output, start + "ERT.yaml"), "- name: xor.", "energy: ");
            Assert.All(energies.Keys, key => Assert.Contains(key, counts.Keys));
            double picojoules = energies.Sum(energy => energy.Value * counts[energy.Key]);
            double joules = (double)document[figure]!["joules"]!;
            Assert.Equal(joules, picojoules * 1e-12, joules * 1e-6);
        }
    }

    [Fact]
    public void A_run_tells_what_learning_cost_and_what_its_target_did()
    {
        string run = _folder.File("run");
        InProcess.Run("train", "xor", "--out", run, "--quiet");
        CommandResult text = InProcess.Run("energy", run, "--target", "75%", "--quiet");
        JsonNode json = JsonNode.Parse(InProcess.Run("energy", run, "--target", "75%", "--json", "--quiet").Out)!;
        Assert.Contains("to the target of 75 %: ", text.Out, StringComparison.Ordinal);
        Assert.Contains("where to stop settling: ", text.Out, StringComparison.Ordinal);
        Assert.Equal((double)json["epochJoules"]! * (int)json["toTarget"]!["epoch"]!, (double)json["toTarget"]!["joules"]!, 1e-18);
        Assert.True((double)json["toTarget"]!["joules"]! <= (double)json["training"]!["joules"]!);
        Assert.True((bool)json["weightsGiven"]!);

        JsonNode sweep = JsonNode.Parse(InProcess.Run("energy", run, "--sweep", $"{Capacitance}=0.5pF:2pF:2log", "--json", "--quiet").Out)!;
        Assert.All(sweep["points"]!.AsArray(), point => Assert.Null(point!["failure"]));
        Assert.All(sweep["points"]!.AsArray(), point => Assert.NotNull(point!["accuracyPercent"]));
    }

    [Fact]
    public void A_sweep_is_a_table_a_document_and_pictures()
    {
        string output = _folder.File("out");
        string[] arguments = ["energy", "xor", "--quiet", "--sweep", $"{Capacitance}=0.5pF:2pF:2log", "--sweep", "circuit.process.supplyVoltage=1.2V,1.8V,-1V"];
        CommandResult text = InProcess.Run([.. arguments, "--out", output]);
        Assert.Equal(ExitCode.Done, text.ExitCode);
        Assert.Contains("failed: ", text.Out, StringComparison.Ordinal);
        Assert.Contains("Never counted: ", text.Out, StringComparison.Ordinal);
        Assert.Contains("no accuracy to trade", text.Out, StringComparison.Ordinal);
        Assert.Equal(7, File.ReadAllLines(Path.Combine(output, "sweep.csv")).Length);
        Assert.True(File.Exists(Path.Combine(output, "sweep-noise.svg")));
        JsonObject document = JsonNode.Parse(InProcess.Run([.. arguments, "--json"]).Out)!.AsObject();
        Assert.Equal(["schemaVersion", "name", "hash", "examples", "weightsGiven", "cutShort", "axes", "points", "boundary"], document.Select(member => member.Key));
        Assert.Equal(
            ["values", "joulesPerInference", "low", "high", "joulesPerUpdate", "accuracyPercent", "noisePercent", "missing", "onAccuracyFront", "onNoiseFront", "failure"],
            document["points"]![0]!.AsObject().Select(member => member.Key));
    }

    [Theory]
    [InlineData("set.unknownPath", "--sweep", "circuit.neurons.membraneCapacitanc=1pF,2pF")]
    [InlineData("unit.dimension", "--sweep", "circuit.neurons.membraneCapacitance=1V,2V")]
    [InlineData("sweep.form", "--sweep", "circuit.neurons.membraneCapacitance=0pF:2pF:3log")]
    [InlineData("sweep.axes", "--sweep", "a=1,2", "--sweep", "b=1,2", "--sweep", "c=1,2")]
    [InlineData("energy.target", "--target", "90%")]
    [InlineData("file", "--weights", "nowhere.npz")]
    public void Bad_input_is_refused_with_a_remedy(string code, params string[] arguments)
    {
        CommandResult result = InProcess.Run(["energy", "xor", "--quiet", .. arguments]);
        Assert.Contains(result.ExitCode, (int[])[ExitCode.BadInput, ExitCode.InputOutput]);
        Assert.Contains(code, result.Error, StringComparison.Ordinal);
        Assert.Equal("", result.Out);
        if (code == "set.unknownPath")
        {
            Assert.Contains("Did you mean 'membraneCapacitance'?", result.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_circuit_that_does_not_learn_has_no_update()
    {
        CommandResult result = InProcess.Run("energy", "elements-pair", "--quiet");
        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Contains("no energy of an update: The circuit has no learning block.", result.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("xor")]
    [InlineData("recurrent-xor")]
    [InlineData("loaded-tanh-xor")]
    [InlineData("resistive-diodes")]
    [InlineData("xor-fhn")]
    public void Every_kind_of_circuit_has_an_energy_page_in_its_report(string preset)
    {
        string run = _folder.File("run");
        Assert.Equal(ExitCode.Done, InProcess.Run("train", preset, "--out", run, "--quiet", "--set", "learning.epochs=1").ExitCode);
        Assert.Contains("<h2>Energy</h2>", File.ReadAllText(Path.Combine(run, "report.html")), StringComparison.Ordinal);
        JsonNode energy = JsonNode.Parse(File.ReadAllText(Path.Combine(run, "record.json")))!["energy"]!;
        Assert.True((double)energy["inferenceLow"]! <= (double)energy["joulesPerInference"]!);
        Assert.Contains("Never counted", (string)energy["boundary"]!, StringComparison.Ordinal);
    }

    // Names of components are outside, of actions inside.
    private static Dictionary<string, double> Values(string file, string component, string number)
    {
        Dictionary<string, double> values = [];
        string outer = "", inner = "";
        foreach (string line in File.ReadAllLines(file))
        {
            string text = line.TrimStart();
            int indent = line.Length - text.Length;
            if (text.StartsWith("- name: ", StringComparison.Ordinal))
            {
                bool isAction = indent >= (component == "- name: " ? 6 : 4);
                (outer, inner) = isAction ? (outer, text["- name: ".Length..]) : (text.StartsWith(component, StringComparison.Ordinal) ? text[component.Length..] : "", "");
            }
            else if (text.StartsWith(number, StringComparison.Ordinal))
            {
                values[$"{outer} {inner}"] = double.Parse(text[number.Length..], CultureInfo.InvariantCulture);
            }
        }

        return values;
    }
}
