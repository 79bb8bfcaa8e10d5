using System.Text.Json.Nodes;
using EqProp.Analog.Circuits;
using EqProp.Analog.NonIdealities;
using EqProp.Analog.Simulation;

namespace EqProp.Analog.Cli.Commands;

/// <summary>The first line of what a command prints: which circuit, which noises are on, and which die.</summary>
internal static class CircuitHeadline
{
    /// <summary>The line.</summary>
    public static string Of(ResolvedCircuit circuit) => $"{Name(circuit)}, {NonIdealityCatalog.Headline(circuit.Description.Circuit)}";

    /// <summary>The line, with how the machine is used.</summary>
    public static string Of(ResolvedCircuit circuit, SimulationOptions options) =>
        $"{Of(circuit)}, {options.Threads} threads, {(int)options.Width}-bit vectors";

    /// <summary>The circuit and its hash.</summary>
    public static string Name(ResolvedCircuit circuit) => $"circuit {circuit.Name} ({circuit.Hash[..12]})";

    /// <summary>The die for JSON; null where all are alike.</summary>
    public static JsonNode? Die(ResolvedCircuit circuit) =>
        NonIdealityCatalog.DiesDiffer(circuit.Description.Circuit) ? circuit.Description.Circuit.Fabrication!.Die : null;

    /// <summary>Names of the noises for JSON.</summary>
    public static JsonArray Noises(ResolvedCircuit circuit) =>
        [.. NonIdealityCatalog.Noises(circuit.Description.Circuit).Select(name => JsonValue.Create(name))];
}
