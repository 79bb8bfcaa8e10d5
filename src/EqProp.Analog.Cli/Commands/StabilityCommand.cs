using System.CommandLine;
using EqProp.Analog.Circuits;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Cli.Options;
using EqProp.Analog.Cli.Terminals;
using EqProp.Analog.Studies.OperatingPoints;
using EqProp.Analog.Studies.Waveforms;

namespace EqProp.Analog.Cli.Commands;

/// <summary><c>eqprop stability</c>: whether a chip settles, oscillates or fires, and how far it is from changing that.</summary>
internal sealed class StabilityCommand : ToolCommand
{
    private readonly CircuitInput _circuit;
    private readonly WholeNumberOption _example = new("--example", 0)
    {
        Description = "Index of the test example; the first, 0, if not given.",
    };

    private readonly WeightsOption _weights = new();
    private readonly DataOption _data = new();
    private readonly OutOption _out = new();
    private readonly JsonOption _json = new();

    public StabilityCommand()
        : base("stability", "Find a circuit's operating points, whether they are stable, and how far they are from losing that.")
    {
        _circuit = new CircuitInput(this, fabricates: true);
        foreach (Option option in (Option[])[_example, _weights, _data, _out, _json])
        {
            Add(option);
        }
    }

    protected override int Run(CommandContext context)
    {
        using StopSignal stop = context.Host.ListenForStop();
        ResolvedCircuit circuit = _circuit.Load(context);
        context.Terminal.Note(CircuitHeadline.Of(circuit));
        WaveformRequest request = new()
        {
            Example = context.Get(_example),
            WeightFile = context.Get(_weights),
            Data = _data.LocationIn(context, circuit),
        };
        ResultFile? file = ResultFile.In(context.Get(_out), "stability.json");
        try
        {
            StabilityReport report = StabilityStudy.Run(circuit, request, stop.Token);
            var document = StabilityJson.Describe(circuit, report);
            file?.Write(context.Terminal, Terminal.JsonText(document));
            if (context.Get(_json))
            {
                context.Terminal.WriteJson(document);
            }
            else
            {
                StabilitySummary.Write(context.Terminal, report);
            }

            return ExitCode.Done;
        }
        catch (OperationCanceledException)
        {
            return stop.ExitCode ?? ExitCode.Interrupted;
        }
    }
}
