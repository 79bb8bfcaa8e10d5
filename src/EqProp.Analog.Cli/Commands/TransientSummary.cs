using System.Globalization;
using System.Text.Json.Nodes;
using EqProp.Analog.Circuits;
using EqProp.Analog.Cli.Terminals;
using EqProp.Analog.Simulation;
using EqProp.Analog.Studies.Cells;
using EqProp.Analog.Studies.Reports;
using EqProp.Analog.Studies.Waveforms;

namespace EqProp.Analog.Cli.Commands;

/// <summary>What simulate says of one chip.</summary>
internal static class TransientSummary
{
    private const double Microwatt = 1e-6;
    private const double Microsecond = 1e-6;

    public static void Write(Terminal terminal, RecordedWaveforms recorded, string folder, IReadOnlyList<string> files)
    {
        Transient transient = recorded.Transient;
        bool nudged = transient.Beta is not null;
        TextColumn[] columns = ["node", Numbers("start (V)"), Numbers(nudged ? "free (V)" : "end (V)")];
        TextTable table = new(nudged ? [.. columns, Numbers("nudged (V)")] : columns);
        foreach (TransientTrace trace in transient.Traces)
        {
            string[] row = [trace.Name, Text(trace.Volts[0], "F6"), Text(trace.Volts[transient.FreeEnd], "F6")];
            table.Add(nudged ? [.. row, Text(trace.Volts[^1], "F6")] : row);
        }

        terminal.Write(table);
        WritePhase(terminal, "free phase", transient.TimesSeconds[transient.FreeEnd], transient.FreeResidual);
        if (transient.NudgedResidual is { } residual)
        {
            WritePhase(terminal, $"nudged phase (beta {Text(transient.Beta!.Value, "G4")})", transient.TimesSeconds[^1] - transient.TimesSeconds[transient.FreeEnd], residual);
        }

        if (transient.Energy is { } energy)
        {
            string after = nudged ? $", {Text(energy.End / Microwatt, "G6")} uW nudged" : "";
            terminal.WriteLine($"energy function: {Text(energy.Start / Microwatt, "G6")} uW at the start, {Text(energy.Free / Microwatt, "G6")} uW free{after}");
        }

        if (recorded.Cells is { } cells)
        {
            terminal.WriteLine(CellWords.Rhythm(cells));
        }

        terminal.WriteLine($"written to {folder}: {string.Join(", ", files)}");

        static TextColumn Numbers(string title) => new(title, Numbers: true);
    }

    public static void WriteTimes(Terminal terminal, SettlingHistogram? times)
    {
        if (times is not null)
        {
            string unsettled = times.Unsettled > 0 ? $", {times.Unsettled} do not settle in ten times the free phase" : "";
            terminal.WriteLine(
                $"settling to 1 % of the swing a time constant: half of {times.Examples.Sum()} inputs within {Text(times.MedianSeconds / Microsecond, "G4")} us, "
                + $"95 % within {Text(times.Percentile95Seconds / Microsecond, "G4")} us{unsettled}: {WaveformFiles.SettlingCsvName}, {WaveformFiles.SettlingSvgName}");
        }
    }

    private static void WritePhase(Terminal terminal, string name, double seconds, double residual) => terminal.WriteLine(
        $"{name}: {Text(seconds / Microsecond, "G6")} us, fastest node still moves by {Text(residual * Microsecond, "G4")} V/us");

    public static JsonObject Describe(
        ResolvedCircuit circuit, RecordedWaveforms recorded, SettlingHistogram? times, string folder, IReadOnlyList<string> files) =>
        Describe(circuit, recorded.Transient, recorded.Cells, times, folder, files);

    private static JsonObject Describe(
        ResolvedCircuit circuit, Transient transient, CellStudy? cells, SettlingHistogram? times, string folder, IReadOnlyList<string> files) => new()
        {
            ["schemaVersion"] = 1,
            ["name"] = circuit.Name,
            ["hash"] = circuit.Hash,
            ["die"] = CircuitHeadline.Die(circuit),
            ["noises"] = CircuitHeadline.Noises(circuit),
            ["folder"] = folder,
            ["files"] = new JsonArray([.. files.Select(file => JsonValue.Create(file))]),
            ["beta"] = transient.Beta,
            ["freeSeconds"] = transient.TimesSeconds[transient.FreeEnd],
            ["totalSeconds"] = transient.TimesSeconds[^1],
            ["freeResidualVoltsPerMicrosecond"] = transient.FreeResidual * Microsecond,
            ["nudgedResidualVoltsPerMicrosecond"] = transient.NudgedResidual * Microsecond,
            ["energyWatts"] = transient.Energy is { } energy
                ? new JsonObject { ["start"] = energy.Start, ["free"] = energy.Free, ["end"] = energy.End }
                : null,
            ["settlingTimes"] = times is null ? null : new JsonObject
            {
                ["inputs"] = times.Examples.Sum(),
                ["unsettled"] = times.Unsettled,
                ["medianSeconds"] = times.MedianSeconds,
                ["percentile95Seconds"] = times.Percentile95Seconds,
            },
            ["cells"] = cells is null ? null : new JsonObject
            {
                ["count"] = cells.Names.Count,
                ["fired"] = cells.Crossings.Count(one => one.Count > 0),
                ["meanHertz"] = cells.MeanHertz,
                ["lastOrderParameter"] = cells.Order.LastOrDefault(order => order is not null),
                ["wave"] = cells.Wave is { } wave
                    ? new JsonObject { ["cellsPerSecond"] = wave.CellsPerSecond, ["origin"] = wave.Origin, ["bothWays"] = wave.BothWays, ["fit"] = wave.Fit }
                    : null,
            },
            ["nodes"] = new JsonArray([.. transient.Traces.Select(trace => new JsonObject
            {
                ["name"] = trace.Name,
                ["startVolts"] = trace.Volts[0],
                ["freeVolts"] = trace.Volts[transient.FreeEnd],
                ["endVolts"] = trace.Volts[^1],
            })]),
        };

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
