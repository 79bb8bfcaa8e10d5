using System.Text.Json.Nodes;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Cli.Tests;

public sealed class StabilityCommandTests : IDisposable
{
    private const string Cells =
        """
        { "name": "pair", "circuit": {
            "neurons": { "membraneCapacitance": "1 nF", "leakConductance": "1 mS", "fitzHughNagumo": { "gamma": 0.8, "b": 0.7, "tau": 12.5 } },
            "topology": { "kind": "chain", "cells": 2, "linkWeight": 0.5 } }, "simulation": { "epsilon": 0.1 } }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_excitable_pair_is_described_with_its_margins()
    {
        CommandResult result = InProcess.Run("stability", Circuit());
        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.StartsWith("excitable: 1 stable point and 0 unstable from 74 starts", result.Out, StringComparison.Ordinal);
        Assert.Contains("stable for every tau", result.Out, StringComparison.Ordinal);
        Assert.Contains("0.3313  oscillation at 43.85 kHz  circuit.neurons.bias", result.Out, StringComparison.Ordinal);
        Assert.Contains("point 1, where the chip settles from its initial state", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void An_oscillating_pair_is_described_as_JSON_that_the_folder_keeps()
    {
        string[] arguments = ["stability", Circuit(), "--set", "circuit.neurons.bias=0.8", "--json", "--quiet", "--out", _folder.File("out")];
        CommandResult result = InProcess.Run(arguments);
        JsonNode document = JsonNode.Parse(result.Out)!;
        Assert.Equal("oscillating", (string?)document["regime"]);
        Assert.False((bool)document["settlesFromInitialState"]!);
        Assert.InRange((double)document["cycle"]!["hertz"]!, 2e4, 4e4);
        JsonNode point = document["points"]![0]!;
        Assert.False((bool)point["stable"]!);
        Assert.Equal("stableForFastInhibitors", (string?)point["miniMaximizer"]!["verdict"]);
        Assert.Equal(4, point["eigenvalues"]!.AsArray().Count);
        JsonNode input = document["margins"]!.AsArray().Single(margin => (string?)margin!["parameter"] == "I")!;
        Assert.Equal([0.33, 1.42], [Math.Round((double)input["down"]!["value"]!, 2), Math.Round((double)input["up"]!["value"]!, 2)]);
        Assert.Equal("hopf", (string?)input["up"]!["kind"]);
        Assert.Equal(result.Out, File.ReadAllText(Path.Combine(_folder.File("out"), "stability.json")).ReplaceLineEndings());
        Assert.Equal(ExitCode.InputOutput, InProcess.Run(arguments).ExitCode);
    }

    [Fact]
    public void Circuits_of_leaky_neurons_have_operating_points_too()
    {
        JsonNode document = JsonNode.Parse(InProcess.Run("stability", "elements-pair", "--json").Out)!;
        Assert.Equal("monostable", (string?)document["regime"]);
        Assert.Null(document["points"]![0]!["miniMaximizer"]);
        JsonNode settled = JsonNode.Parse(InProcess.Run("simulate", "elements-pair", "--duration", "100 us", "--json", "--out", _folder.Path).Out)!;
        Assert.Equal(
            settled["nodes"]!.AsArray().Select(node => Math.Round((double)node!["endVolts"]!, 4)),
            document["points"]![0]!["volts"]!.AsArray().Select(volts => Math.Round((double)volts!, 4)));
    }

    [Fact]
    public void A_network_too_large_for_eigenvalues_is_refused_before_its_data_are_read()
    {
        CommandResult result = InProcess.Run("stability", "mnist-leaky-500-500");
        Assert.Equal(ExitCode.BadInput, result.ExitCode);
        Assert.Contains("stability.size", result.Error, StringComparison.Ordinal);
    }

    private string Circuit()
    {
        string file = _folder.File("pair.json");
        File.WriteAllText(file, Cells);
        return file;
    }
}
