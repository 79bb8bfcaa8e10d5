using System.CommandLine;
using System.Text.Json.Nodes;
using EqProp.Analog.Circuits;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Cli.Options;
using EqProp.Analog.Cli.Terminals;
using EqProp.Analog.Simulation;
using EqProp.Analog.Studies.Records;
using EqProp.Analog.Studies.Training;

namespace EqProp.Analog.Cli.Commands;

/// <summary><c>eqprop evaluate</c>: measures a chip with given weights on the test examples.</summary>
internal sealed class EvaluateCommand : ToolCommand
{
    private readonly CircuitInput _circuit;
    private readonly DataOption _data = new();
    private readonly HoursOption _hours = new();
    private readonly ThreadsOption _threads = new();
    private readonly OutOption _out = new();
    private readonly JsonOption _json = new();

    private readonly Option<string?> _weights = new("--weights", "-w")
    {
        Description = "Weights (.npz with W0, b1, ...), written by a run or made elsewhere; those of the run when a run folder is given.",
        HelpName = "file",
    };

    public EvaluateCommand()
        : base("evaluate", "Measure a chip with given weights: a run folder, or a circuit and a weight file.")
    {
        _circuit = new CircuitInput(this, fabricates: true);
        foreach (Option option in (Option[])[_weights, _data, _hours, _out, _threads, _json])
        {
            Add(option);
        }
    }

    protected override int Run(CommandContext context)
    {
        using StopSignal stop = context.Host.ListenForStop();
        string name = _circuit.NameIn(context);
        RunFolder? run = Directory.Exists(name) ? RunFolder.Open(name) : null;
        ResolvedCircuit circuit = _circuit.Load(context, run?.PathOf(RunFolder.CircuitFile));
        string weights = context.Get(_weights) ?? run?.PathOf(RunFolder.WeightsFile) ?? throw new InputException(
            "weights.missing", "--weights", "A circuit has no weights of its own.",
            "Name a weight file with --weights, or give a run folder instead of a circuit.");
        double[] hours = context.Get(_hours) ?? [];
        if (hours.Length > 0 && circuit.Description.Circuit.Coupling.Device?.Aging is null)
        {
            throw new InputException(
                "device.aging", "--hours", "The circuit's synapses do not age.", "Give circuit.coupling.device.aging, as the part device-pcm does, or leave --hours out.");
        }

        SimulationOptions simulation = _threads.SimulationIn(context);
        context.Terminal.Note(CircuitHeadline.Of(circuit, simulation));
        ResultFile? file = ResultFile.In(context.Get(_out), RunFolder.RecordFile);
        try
        {
            RunRecord record = ChipMeasurement.Run(
                circuit, weights, _data.LocationIn(context, circuit, run),
                simulation,
                ToolVersion.Record, context.CommandTextWithout(_out), hours, stop.Token);
            file?.Write(context.Terminal, record.ToJson());
            Write(context, record);
            return ExitCode.Done;
        }
        catch (OperationCanceledException)
        {
            return stop.ExitCode ?? ExitCode.Interrupted;
        }
    }

    private void Write(CommandContext context, RunRecord record)
    {
        if (context.Get(_json))
        {
            context.Terminal.WriteJson(JsonNode.Parse(record.ToJson())!);
        }
        else
        {
            RecordSummary.Write(context.Terminal, record);
        }
    }
}
