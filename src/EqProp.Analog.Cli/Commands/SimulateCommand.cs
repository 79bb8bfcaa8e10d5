using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using EqProp.Analog.Circuits;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Cli.Options;
using EqProp.Analog.Cli.Terminals;
using EqProp.Analog.Simulation;
using EqProp.Analog.Studies.Reports;
using EqProp.Analog.Studies.Waveforms;

namespace EqProp.Analog.Cli.Commands;

/// <summary><c>eqprop simulate</c>: records the voltages of one example while the chip settles.</summary>
internal sealed class SimulateCommand : ToolCommand
{
    private const double Microwatt = 1e-6;
    private const double Microsecond = 1e-6;

    private readonly CircuitInput _circuit;
    private readonly WholeNumberOption _example = new("--example", 0)
    {
        Description = "Index of the test example; the first, 0, if not given.",
    };

    private readonly Option<string?> _nodes = new("--nodes")
    {
        Description = "Nodes or groups to record, with commas between, such as out,\"hidden 1[3]\"; a few of each group if not given.",
        HelpName = "names",
    };

    private readonly DurationOption _duration = new();
    private readonly Option<bool> _nudged = new("--nudged")
    {
        Description = "Let the nudged phase of the circuit follow the free phase.",
    };

    private readonly WholeNumberOption _settling = new("--settling-times", 1)
    {
        Description = "Also let so many test examples settle and draw how long each takes.",
    };

    private readonly WeightsOption _weights = new();
    private readonly DataOption _data = new();
    private readonly OutOption _out = new();
    private readonly JsonOption _json = new();

    public SimulateCommand()
        : base("simulate", "Record voltages while a circuit settles, as CSV, .npy, .raw and a picture.")
    {
        _circuit = new CircuitInput(this, fabricates: true);
        foreach (Option option in (Option[])[_example, _nodes, _duration, _nudged, _settling, _weights, _data, _out, _json])
        {
            Add(option);
        }
    }

    protected override int Run(CommandContext context)
    {
        ResolvedCircuit circuit = _circuit.Load(context);
        WaveformRequest request = new()
        {
            Example = context.Get(_example),
            Nodes = context.Get(_nodes)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            DurationSeconds = context.Get(_duration),
            Nudged = context.Get(_nudged),
            WeightFile = context.Get(_weights),
            Data = _data.LocationIn(context, circuit),
        };
        CircuitNote.Write(context.Terminal, circuit);
        using StopSignal stop = context.Host.ListenForStop();
        try
        {
            Simulate(context, circuit, request, stop.Token);
            return ExitCode.Done;
        }
        catch (OperationCanceledException)
        {
            return stop.ExitCode ?? ExitCode.Interrupted;
        }
    }

    private void Simulate(CommandContext context, ResolvedCircuit circuit, WaveformRequest request, CancellationToken stop)
    {
        Transient transient = WaveformSimulation.Run(circuit, request, stop);
        SettlingHistogram? times = context.Get(_settling) is { } examples
            ? SettlingTimes.Measure(circuit, request, examples, stop)
            : null;
        string folder = context.Get(_out) ?? Path.Combine("waveforms", string.Join('_', circuit.Name.Split(Path.GetInvalidFileNameChars())));
        string example = circuit.Description.Learning is null ? "" : $", test example {context.Get(_example) ?? 0}";
        WaveformFiles.Write(folder, transient, circuit.Name + example);
        if (times is not null)
        {
            WaveformFiles.Write(folder, times);
        }

        if (context.Get(_json))
        {
            context.Terminal.WriteJson(Describe(circuit, transient, times, folder));
        }
        else
        {
            Write(context.Terminal, transient, folder);
            WriteTimes(context.Terminal, times);
        }
    }

    private static void Write(Terminal terminal, Transient transient, string folder)
    {
        bool nudged = transient.Beta is not null;
        TextColumn[] columns = ["node", Numbers("start (V)"), Numbers(nudged ? "free (V)" : "end (V)")];
        TextTable table = new(nudged ? [.. columns, Numbers("nudged (V)")] : columns);
        foreach (TransientTrace trace in transient.Traces)
        {
            string[] cells = [trace.Name, Text(trace.Volts[0], "F6"), Text(trace.Volts[transient.FreeEnd], "F6")];
            table.Add(nudged ? [.. cells, Text(trace.Volts[^1], "F6")] : cells);
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

        terminal.WriteLine($"written to {folder}: {WaveformFiles.CsvName}, {WaveformFiles.NpyName}, {WaveformFiles.RawName}, {WaveformFiles.SvgName}, {WaveformFiles.HtmlName}");

        static TextColumn Numbers(string title) => new(title, Numbers: true);
    }

    private static void WriteTimes(Terminal terminal, SettlingHistogram? times)
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

    private static JsonObject Describe(ResolvedCircuit circuit, Transient transient, SettlingHistogram? times, string folder) => new()
    {
        ["schemaVersion"] = 1,
        ["name"] = circuit.Name,
        ["hash"] = circuit.Hash,
        ["folder"] = folder,
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
