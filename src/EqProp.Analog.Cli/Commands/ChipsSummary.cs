using System.Globalization;
using System.Text.Json.Nodes;
using EqProp.Analog.Circuits;
using EqProp.Analog.Cli.Terminals;
using EqProp.Analog.NonIdealities;
using EqProp.Analog.Studies.Chips;

namespace EqProp.Analog.Cli.Commands;

/// <summary>What simulate says of many chips.</summary>
internal static class ChipsSummary
{
    private const double Microsecond = 1e-6;

    /// <summary>Which noises are on, which dies these are.</summary>
    public static string Headline(ResolvedCircuit circuit, DieRange dies)
    {
        CircuitBlock block = circuit.Description.Circuit;
        IReadOnlyList<string> noises = NonIdealityCatalog.Noises(block);
        string alike = NonIdealityCatalog.DiesDiffer(block) ? "" : " (alike but for noise)";
        return $"noise: {(noises.Count == 0 ? "none" : string.Join(" + ", noises))}, {dies}{alike}";
    }

    public static void Write(Terminal terminal, ChipWaveforms waveforms, string folder, IReadOnlyList<string> files)
    {
        TextColumn[] numbers = [.. ((string[])["5 % (V)", "median (V)", "95 % (V)"]).Select(title => new TextColumn(title, Numbers: true))];
        TextTable table = new(["node", .. numbers]);
        foreach (ChipBand band in waveforms.Traces.Select(ChipBand.Of))
        {
            int end = waveforms.FreeEnd;
            table.Add(band.Trace.Name, Text(band.Low[end], "F6"), Text(band.Median[end], "F6"), Text(band.High[end], "F6"));
        }

        terminal.Write(table);
        double[] settled = [.. waveforms.SettlingSeconds.OfType<double>().Order()];
        string times = settled.Length == 0
            ? ""
            : $", half of them within {Text(settled[(settled.Length - 1) / 2] / Microsecond, "G4")} us, the last of them within {Text(settled[^1] / Microsecond, "G4")} us";
        terminal.WriteLine($"voltages at the end of the free phase, {Text(waveforms.TimesSeconds[waveforms.FreeEnd] / Microsecond, "G6")} us, of {waveforms.Finished.Count} chips");
        terminal.WriteLine($"settled to 1 % of the swing: {settled.Length} of {waveforms.Finished.Count} chips{times}");
        terminal.WriteLine($"written to {folder}: {string.Join(", ", files)}");
    }

    public static JsonObject Describe(ResolvedCircuit circuit, ChipWaveforms waveforms, string folder, IReadOnlyList<string> files) => new()
    {
        ["schemaVersion"] = 1,
        ["name"] = circuit.Name,
        ["hash"] = circuit.Hash,
        ["noises"] = CircuitHeadline.Noises(circuit),
        ["firstDie"] = waveforms.Dies.First,
        ["chips"] = waveforms.Dies.Count,
        ["finished"] = waveforms.Finished.Count,
        ["missing"] = waveforms.Missing,
        ["failures"] = new JsonArray([.. waveforms.Failures.Select(failure => new JsonObject { ["die"] = failure.Die, ["message"] = failure.Message })]),
        ["folder"] = folder,
        ["files"] = new JsonArray([.. files.Select(file => JsonValue.Create(file))]),
        ["beta"] = waveforms.Beta,
        ["freeSeconds"] = waveforms.TimesSeconds[waveforms.FreeEnd],
        ["totalSeconds"] = waveforms.TimesSeconds[^1],
        ["settlingSeconds"] = new JsonArray([.. waveforms.SettlingSeconds.Select(seconds => seconds is { } s ? JsonValue.Create(s) : null)]),
        ["nodes"] = new JsonArray([.. waveforms.Traces.Select(ChipBand.Of).Select(band => new JsonObject
        {
            ["name"] = band.Trace.Name,
            ["freeVolts5"] = band.Low[waveforms.FreeEnd],
            ["freeVolts50"] = band.Median[waveforms.FreeEnd],
            ["freeVolts95"] = band.High[waveforms.FreeEnd],
        })]),
        ["parameters"] = new JsonArray([.. waveforms.Parameters.Select(ParameterJson.Of)]),
    };

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
