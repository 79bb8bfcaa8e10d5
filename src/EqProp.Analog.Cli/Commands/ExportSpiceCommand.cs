using System.CommandLine;
using EqProp.Analog.Circuits;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Cli.Options;
using EqProp.Analog.Spice;
using EqProp.Analog.Studies.Crosscheck;
using EqProp.Analog.Studies.Records;
using EqProp.Analog.Studies.Waveforms;

namespace EqProp.Analog.Cli.Commands;

/// <summary><c>eqprop export spice</c>: the netlist of a circuit with one example, for ngspice.</summary>
internal sealed class ExportSpiceCommand : ToolCommand
{
    private const string StandardOutput = "-";

    private readonly CircuitInput _circuit;
    private readonly ShownOptions _shown;
    private readonly Option<string?> _out = new("--out", "-o")
    {
        Description = "File to write; standard output if not given, or for -.",
        HelpName = "file",
    };

    public ExportSpiceCommand()
        : base("spice", "Write a circuit with one example as a netlist that ngspice runs.")
    {
        _circuit = new CircuitInput(this, fabricates: true);
        _shown = new ShownOptions(
            this, "Nodes or groups to keep, with commas between; every free node if not given.",
            "Write the nudged phase, from where the free phase ends.");
        Add(_out);
    }

    protected override int Run(CommandContext context)
    {
        using StopSignal stop = context.Host.ListenForStop();
        ResolvedCircuit circuit = _circuit.Load(context);
        WaveformRequest request = _shown.In(context, circuit);
        var plan = new PhasePlan(circuit, request);
        if (plan.StartNote is { } note)
        {
            context.Terminal.Warn(note);
        }

        SpicePhase phase = plan.Free();
        if (request.Nudged)
        {
            phase = plan.Nudged(new EngineWaveforms(circuit.Description).Follow(phase, [phase.DurationSeconds], stop.Token));
        }

        SpiceDeck deck = SpiceNetlist.Write(phase, new SpiceSettings { Nodes = plan.Nodes });
        if (context.Get(_out) is not { } file || file == StandardOutput)
        {
            context.Terminal.Write(deck.Text);
        }
        else
        {
            AtomicFile.WriteText(file, deck.Text);
            context.Terminal.Note($"written: {file}; run it with: ngspice -b {file}");
        }

        return ExitCode.Done;
    }
}
