using System.Diagnostics;
using System.Text.Json.Nodes;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Cli.Tests;

/// <summary>The commands crosscheck and export spice.</summary>
public sealed class CrosscheckCommandTests : IDisposable
{
    /// <summary>Largest difference asked of circuits of neurons of two states, in swings; 6e-6 was measured.</summary>
    private const string CellBar = "3e-5";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [NgspiceFact]
    public void Crosscheck_prints_a_row_a_node_and_leaves_both_waveforms()
    {
        CommandResult result = Run("crosscheck", "xor", "--nudged", "--example", "1", "--nodes", "output,hidden 1[3]", "--require", "100 nV", "--out", _folder.Path);

        Assert.Equal((ExitCode.Done, 6), (result.ExitCode, result.Out.ReplaceLineEndings("\n").Trim().Split('\n').Length));
        Assert.Contains("largest difference: ", result.Out, StringComparison.Ordinal);
        Assert.Equal(
            ["crosscheck.csv", "crosscheck.html", "crosscheck.svg", "free.cir", "nudged.cir"],
            Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        string[] lines = File.ReadAllLines(_folder.File("crosscheck.csv"));
        Assert.Equal("phase,time_s,hidden 1[3]_ours_V,hidden 1[3]_ngspice_V,output[0]_ours_V,output[0]_ngspice_V", lines[0]);
        Assert.StartsWith("nudged,4.5E-05,", lines[^1], StringComparison.Ordinal);
    }

    /// <summary>A membrane may not start where a diode would draw 400 A: ngspice cannot follow what it does in the first femtoseconds.</summary>
    [NgspiceFact]
    public void A_start_that_ngspice_cannot_follow_is_moved_and_said_so()
    {
        CommandResult result = Run(
            "crosscheck", "resistive-diodes", "--set", "circuit.neurons.initialVoltage=0.4 V", "--duration", "4 us", "--require", "1e-7",
            "--out", _folder.Path);

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Contains("warning: the diodes of 'hidden 1[0]' would begin", result.Error, StringComparison.Ordinal);
    }

    [NgspiceTheory]
    [InlineData("resistive-diodes")]
    [InlineData("loaded-tanh-xor")]
    [InlineData("heterogeneous-tau")]
    [InlineData("recurrent-xor")]
    public void Presets_agree_with_ngspice(string preset) =>
        Assert.Equal(ExitCode.Done, Run("crosscheck", preset, "--example", "1", "--duration", "4 us", "--require", "1e-7", "--quiet", "--out", _folder.Path).ExitCode);

    [NgspiceTheory]
    [InlineData("fhn-ring-oscillators", "40 us")]
    [InlineData("fhn-chain-wave", "8 us")]
    [InlineData("fhn-residual-deep", "8 us")]
    public void Presets_of_neurons_of_two_states_agree_with_ngspice(string preset, string duration)
    {
        CommandResult result = Run("crosscheck", preset, "--duration", duration, "--require", CellBar, "--out", _folder.Path);
        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.DoesNotContain("warning", result.Error, StringComparison.Ordinal);
    }

    [NgspiceTheory]
    [InlineData("activator", false)]
    [InlineData("inhibitor", true)]
    public void Nudged_layers_of_neurons_of_two_states_agree_with_ngspice(string answers, bool ascends)
    {
        CommandResult result = Run("crosscheck", Cells(answers), "--nudged", "--example", "1", "--require", CellBar, "--out", _folder.Path);
        Assert.Equal((ExitCode.Done, ""), (result.ExitCode, result.ExitCode == ExitCode.Done ? "" : result.Error));
        Assert.Equal(ascends, File.ReadAllText(_folder.File("nudged.cir")).Contains("into the inhibitor, which ascends", StringComparison.Ordinal));
    }

    [Fact]
    public void A_die_of_neurons_of_two_states_is_exported_with_its_own_branches()
    {
        CommandResult drawing = InProcess.Run("export", "spice", "fhn-ring-oscillators");
        CommandResult die = InProcess.Run(
            "export", "spice", "fhn-ring-oscillators", "--set", """circuit.fabrication.variations=[{"parameter":"leakConductance","relativeSigma":0.1}]""");
        CommandResult gyrators = InProcess.Run("export", "spice", "fhn-ring-oscillators", "--set", "circuit.neurons.fitzHughNagumo.branch=gyrator");
        const string resistor = "\nrcells_inhibitor_0 cells_inhibitor_0_l cells_inhibitor_0_e ";
        Assert.Contains(resistor + "800\n", drawing.Out, StringComparison.Ordinal);
        Assert.Contains(resistor, die.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(resistor + "800\n", die.Out, StringComparison.Ordinal);
        Assert.Contains("\nccells_inhibitor_0 cells_inhibitor_0 ref 12.5n\n", gyrators.Out, StringComparison.Ordinal);
    }

    [NgspiceTheory]
    [InlineData("0", true)]
    [InlineData("1", false)]
    public void An_example_in_which_nothing_moves_is_warned_of(string example, bool still)
    {
        CommandResult result = Run("crosscheck", "loaded-tanh-xor", "--example", example, "--duration", "2 us", "--out", _folder.Path);

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Equal(still, result.Error.Contains("nothing moves in this example, so that agreement proves little; choose another with --example", StringComparison.Ordinal));
    }

    [NgspiceFact]
    public void Early_times_have_digits()
    {
        CommandResult result = Run("crosscheck", "elements-pair", "--duration", "10 ps", "--out", _folder.Path);

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.DoesNotContain("after 0.0000 us", result.Out, StringComparison.Ordinal);
        Assert.Contains("E-0", result.Out[result.Out.IndexOf("after ", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [NgspiceFact]
    public void Crosscheck_fails_a_requirement_that_is_not_met_and_still_reports()
    {
        CommandResult result = Run("crosscheck", "elements-pair", "--require", "1e-15", "--duration", "2 us", "--json", "--out", _folder.Path);

        Assert.Equal(ExitCode.RequirementFailed, result.ExitCode);
        Assert.Contains("is above the 1E-15 V required", result.Error, StringComparison.Ordinal);
        JsonNode document = JsonNode.Parse(result.Out)!;
        Assert.InRange((double)document["largestSwings"]!, 1e-12, 1e-7);
        Assert.Equal(["fast", "slow", "out"], document["phases"]![0]!["nodes"]!.AsArray().Select(node => (string)node!["name"]!));
    }

    [Fact]
    public void Crosscheck_without_ngspice_says_how_to_get_it()
    {
        CommandResult result = InProcess.Run("crosscheck", "elements-pair", "--ngspice", _folder.File("none"));

        Assert.Equal((ExitCode.Unavailable, ""), (result.ExitCode, result.Out));
        Assert.Contains("apt install ngspice", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ExitCode.Usage, "--require", "elements-pair", "--require", "-1")]
    [InlineData(ExitCode.Usage, "--require", "elements-pair", "--require", "3 A")]
    public void Crosscheck_explains_what_is_wrong(int code, string message, params string[] arguments)
    {
        CommandResult result = InProcess.Run(["crosscheck", .. arguments]);
        Assert.Equal((code, ""), (result.ExitCode, result.Out));
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [NgspiceFact]
    public void An_exported_netlist_runs_as_it_is()
    {
        string file = _folder.File("pair.cir");
        CommandResult result = InProcess.Run("export", "spice", "elements-pair", "--out", file);
        Assert.Equal((ExitCode.Done, ""), (result.ExitCode, result.Out));
        using Process process = Process.Start(new ProcessStartInfo("ngspice", ["-b", file])
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        Assert.True(File.Exists(_folder.File("waveforms.raw")), said + errors.Result);
    }

    [Fact]
    public void Without_a_file_the_netlist_goes_to_standard_output()
    {
        CommandResult free = InProcess.Run("export", "spice", "xor", "--example", "2");
        CommandResult nudged = InProcess.Run("export", "spice", "xor", "--nudged", "--out", "-");

        Assert.StartsWith("* xor: test example 2, free phase", free.Out, StringComparison.Ordinal);
        Assert.EndsWith(".end\n", free.Out, StringComparison.Ordinal);
        Assert.Contains("* nudge: ", nudged.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("v(output_0)=0.4 ", nudged.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_netlist_that_cannot_be_is_explained()
    {
        CommandResult result = InProcess.Run("export", "spice", "elements-pair", "--nudged");
        Assert.Equal((ExitCode.BadInput, ""), (result.ExitCode, result.Out));
        Assert.Contains("Leave --nudged out", result.Error, StringComparison.Ordinal);
    }

    /// <summary>A file of a 2-4-1 circuit of cells that settle, with the answers of a state.</summary>
    private string Cells(string answers) => _folder.Write("cells.json", $$"""
        {
          "name": "cells",
          "circuit": {
            "neurons": {
              "membraneCapacitance": "1 nF", "leakConductance": "1 mS", "referenceVoltage": "0 V",
              "fitzHughNagumo": { "gamma": 0.5, "b": 0, "tau": 0.2, "answers": "{{answers}}" }
            },
            "topology": { "kind": "layered", "layers": [2, 4, 1] },
            "coupling": { "weightRange": [-2, 2] }
          },
          "learning": {
            "dataset": { "name": "xor" }, "estimator": "centered", "beta": 0.3, "freePhase": { "steps": 200 }, "nudgedPhase": { "steps": 100 },
            "batchSize": 4, "epochs": 10, "rates": [0.1], "targets": { "low": -0.5, "high": 0.5 }
          },
          "simulation": { "epsilon": 0.05, "precision": "double" }
        }
        """);

    private static CommandResult Run(params string[] arguments) =>
        InProcess.Run(host => host with { Variable = Environment.GetEnvironmentVariable }, arguments);
}
