using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using EqProp.Analog.Circuits;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Cli.Options;
using EqProp.Analog.Cli.Terminals;
using EqProp.Analog.Networks;
using EqProp.Analog.Studies.Crosscheck;

namespace EqProp.Analog.Cli.Commands;

/// <summary><c>eqprop crosscheck</c>: the same circuit in our simulator and in ngspice, and how far they are apart.</summary>
internal sealed class CrosscheckCommand : ToolCommand
{
    private const double Microsecond = 1e-6;
    private const int DefaultTimeout = 600;

    private readonly CircuitInput _circuit;
    private readonly ShownOptions _shown;
    private readonly RequireOption _require = new();
    private readonly NgspiceOption _ngspice = new();
    private readonly WholeNumberOption _timeout = new("--timeout", 1)
    {
        Description = $"Longest time in seconds that ngspice may take for a phase; {DefaultTimeout} if not given.",
    };

    private readonly OutOption _out = new();
    private readonly JsonOption _json = new();

    public CrosscheckCommand()
        : base("crosscheck", "Compare the voltages of a circuit with those that ngspice computes.")
    {
        _circuit = new CircuitInput(this, fabricates: true);
        _shown = new ShownOptions(
            this, "Nodes or groups to compare, with commas between; every free node if not given.",
            "Compare the nudged phase too, from where the free phase ends.");
        foreach (Option option in (Option[])[_require, _ngspice, _timeout, _out, _json])
        {
            Add(option);
        }
    }

    protected override int Run(CommandContext context)
    {
        using StopSignal stop = context.Host.ListenForStop();
        ResolvedCircuit circuit = _circuit.Load(context);
        context.Terminal.Note(CircuitHeadline.Of(circuit with { Description = NoiseKinds.Silence(circuit.Description) }));
        NgspiceProgram ngspice = _ngspice.In(context);
        WarnOfSize(context.Terminal, circuit);
        try
        {
            CrosscheckResult result = new CrosscheckStudy(new EngineWaveforms(circuit.Description), ngspice).Run(
                new CrosscheckRequest
                {
                    Circuit = circuit,
                    Shown = _shown.In(context, circuit),
                    Timeout = TimeSpan.FromSeconds(context.Get(_timeout) ?? DefaultTimeout),
                },
                stop.Token);
            return Report(context, circuit, result);
        }
        catch (OperationCanceledException)
        {
            return stop.ExitCode ?? ExitCode.Interrupted;
        }
    }

    private int Report(CommandContext context, ResolvedCircuit circuit, CrosscheckResult result)
    {
        if (result.StartNote is { } note)
        {
            context.Terminal.Warn(note);
        }

        if (result.NothingMoves)
        {
            string way = circuit.Description.Learning is null ? "start it at other voltages (initialVoltage)" : "choose another with --example";
            context.Terminal.Warn($"nothing moves in this example, so that agreement proves little; {way}");
        }

        string folder = context.Get(_out) ?? Path.Combine("crosschecks", string.Join('_', result.Circuit.Split(Path.GetInvalidFileNameChars())));
        context.Terminal.Note($"written to {folder}: {string.Join(", ", CrosscheckFiles.Write(folder, result))}");

        if (context.Get(_json))
        {
            context.Terminal.WriteJson(Describe(result));
        }
        else
        {
            Write(context.Terminal, result);
        }

        double? allowed = context.Get(_require)?.InVolts(result.VoltageSwing);
        if (result.WorstVolts <= allowed || allowed is null)
        {
            return ExitCode.Done;
        }

        context.Terminal.Warn($"the largest difference, {Text(result.WorstVolts, "G4")} V, is above the {Text(allowed.Value, "G4")} V required");
        return ExitCode.RequirementFailed;
    }

    // Rings, chains and grids have no matrices of synapses and are quick.
    private static void WarnOfSize(Terminal terminal, ResolvedCircuit circuit)
    {
        NetworkLayout layout = LayoutBuilder.Build(circuit.Description);
        if (layout.FreeCount > CrosscheckStudy.ManyNodes && layout.Couplings.Count > 0)
        {
            terminal.Warn($"ngspice needs minutes for {layout.FreeCount} states: its time grows as N^3.3");
        }
    }

    private static void Write(Terminal terminal, CrosscheckResult result)
    {
        TextTable table = new(
            "node", "phase", Numbers("largest (V)"), Numbers("at (us)"), Numbers("at the end (V)"), Numbers("largest (swings)"));
        foreach (ComparedPhase phase in result.Phases)
        {
            foreach (ComparedNode node in phase.Nodes)
            {
                table.Add(
                    node.Name, phase.Name, Text(node.Largest, "G3"), Text(Microseconds(phase, node), "G4"), Text(node.Final, "G3"),
                    Text(node.Largest / result.VoltageSwing, "G3"));
            }
        }

        terminal.Write(table);
        ComparedPhase worst = result.WorstPhase;
        terminal.WriteLine(
            $"largest difference: {Text(result.WorstVolts, "G3")} V, {Text(result.WorstSwings, "G3")} of the swing, at {worst.Worst.Name} in the {worst.Name} phase after {Text(Microseconds(worst, worst.Worst), "G4")} us; compared at {result.Phases.Sum(phase => phase.TimesSeconds.Count)} times");

        static TextColumn Numbers(string title) => new(title, Numbers: true);
    }

    private static JsonObject Describe(CrosscheckResult result) => new()
    {
        ["schemaVersion"] = 1,
        ["name"] = result.Circuit,
        ["hash"] = result.Hash,
        ["largestVolts"] = result.WorstVolts,
        ["largestSwings"] = result.WorstSwings,
        ["phases"] = new JsonArray([.. result.Phases.Select(phase => new JsonObject
        {
            ["name"] = phase.Name,
            ["beta"] = phase.Beta,
            ["startSeconds"] = phase.StartSeconds,
            ["seconds"] = phase.TimesSeconds[^1],
            ["times"] = phase.TimesSeconds.Count,
            ["nodes"] = new JsonArray([.. phase.Nodes.Select(node => new JsonObject
            {
                ["name"] = node.Name,
                ["largestVolts"] = node.Largest,
                ["largestAtSeconds"] = phase.StartSeconds + phase.TimesSeconds[node.WorstTime],
                ["finalVolts"] = node.Final,
                ["endVolts"] = node.Ours[^1],
                ["ngspiceEndVolts"] = node.Ngspice[^1],
            })]),
        })]),
    };

    private static double Microseconds(ComparedPhase phase, ComparedNode node) =>
        (phase.StartSeconds + phase.TimesSeconds[node.WorstTime]) / Microsecond;

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
