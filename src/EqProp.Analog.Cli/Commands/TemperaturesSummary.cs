using System.Globalization;
using System.Text.Json.Nodes;
using EqProp.Analog.Circuits;
using EqProp.Analog.Cli.Terminals;
using EqProp.Analog.NonIdealities;
using EqProp.Analog.Studies.Waveforms;

namespace EqProp.Analog.Cli.Commands;

/// <summary>What simulate says of several temperatures.</summary>
internal static class TemperaturesSummary
{
    /// <summary>Which die this is; operating points are those without noise.</summary>
    public static string Headline(ResolvedCircuit circuit) =>
        NonIdealityCatalog.Headline(NoiseKinds.Silence(circuit.Description).Circuit);

    public static void Write(Terminal terminal, TemperatureSweep sweep, string folder)
    {
        TextTable table = new(["node", .. sweep.Kelvins.Select(kelvin => new TextColumn($"{Text(kelvin, "G6")} K (V)", Numbers: true))]);
        foreach (TemperatureTrace trace in sweep.Traces)
        {
            table.Add([trace.Name, .. trace.Volts.Select(volts => Text(volts, "F6"))]);
        }

        terminal.Write(table);
        terminal.WriteLine($"written to {folder}: {TemperatureFiles.CsvName}, {TemperatureFiles.SvgName}, {TemperatureFiles.HtmlName}");
    }

    public static JsonObject Describe(ResolvedCircuit circuit, TemperatureSweep sweep, string folder) => new()
    {
        ["schemaVersion"] = 1,
        ["name"] = circuit.Name,
        ["hash"] = circuit.Hash,
        ["die"] = CircuitHeadline.Die(circuit),
        ["folder"] = folder,
        ["temperaturesKelvin"] = new JsonArray([.. sweep.Kelvins.Select(kelvin => JsonValue.Create(kelvin))]),
        ["nodes"] = new JsonArray([.. sweep.Traces.Select(trace => new JsonObject
        {
            ["name"] = trace.Name,
            ["volts"] = new JsonArray([.. trace.Volts.Select(volts => JsonValue.Create(volts))]),
        })]),
    };

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
