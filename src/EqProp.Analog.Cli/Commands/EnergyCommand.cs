using System.CommandLine;
using System.Text.Json.Nodes;
using EqProp.Analog.Circuits;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Cli.Options;
using EqProp.Analog.Cli.Presets;
using EqProp.Analog.Cli.Terminals;
using EqProp.Analog.Studies.Energy;
using EqProp.Analog.Studies.Energy.Sweeps;
using EqProp.Analog.Studies.Records;

namespace EqProp.Analog.Cli.Commands;

/// <summary><c>eqprop energy</c>: joules of an inference and of an update, where they go, and what they count.</summary>
internal sealed class EnergyCommand : ToolCommand
{
    private const string ResultName = "energy.json";
    private const string SweepName = "sweep.json";
    private const int DefaultExamples = 100;

    private readonly CircuitInput _circuit;
    private readonly WeightsOption _weights = new()
    {
        Description = "Weights (.npz with W0, b1, ...), written by a run or made elsewhere; if not given, those of the run when a run folder is given, else those that learning starts from.",
    };

    private readonly WholeNumberOption _examples = new("--examples", 1) { Description = $"Test examples to take the mean over; {DefaultExamples} if not given." };
    private readonly PercentOption _target = new("--target") { Description = "Of a run folder: the energy of learning up to this accuracy, such as 95%." };
    private readonly SweepOption _sweep = new();
    private readonly ThreadsOption _threads = new();
    private readonly DataOption _data = new();
    private readonly OutOption _out = new();
    private readonly JsonOption _json = new();

    public EnergyCommand()
        : base("energy", "Tell what an inference and an update of a chip cost in joules, where they go, and what that counts.")
    {
        _circuit = new CircuitInput(this, fabricates: true);
        foreach (Option option in (Option[])[_weights, _examples, _target, _sweep, _threads, _data, _out, _json])
        {
            Add(option);
        }
    }

    protected override int Run(CommandContext context)
    {
        using StopSignal stop = context.Host.ListenForStop();
        string name = _circuit.NameIn(context);
        RunFolder? run = Directory.Exists(name) ? RunFolder.Open(name) : null;
        IReadOnlyList<SweepAxis> axes = _sweep.AxesIn(context);
        RequireRun(context, run, axes);
        ResolvedCircuit circuit = _circuit.Load(context, run?.PathOf(RunFolder.CircuitFile));
        RunRecord? record = run?.ReadRecord();
        circuit = circuit with { Origin = record?.CircuitPath ?? circuit.Origin };
        EnergyOptions options = OptionsIn(context, circuit, run, stop.Token);
        context.Terminal.Note(CircuitHeadline.Of(circuit, options.Simulation));
        ResultFile? file = ResultFile.In(context.Get(_out), axes.Count > 0 ? SweepName : ResultName);
        try
        {
            return axes.Count > 0 ? Sweep(context, circuit, axes, options, file, stop) : Study(context, circuit, options, record, file);
        }
        catch (OperationCanceledException)
        {
            return stop.ExitCode ?? ExitCode.Interrupted;
        }
    }

    private void RequireRun(CommandContext context, RunFolder? run, IReadOnlyList<SweepAxis> axes)
    {
        if (context.Get(_target) is null)
        {
            return;
        }

        if (run is null)
        {
            throw new InputException("energy.target", "--target", "Only a run tells after how many epochs an accuracy was reached.", "Give the folder of a run instead of a circuit, or leave --target out.");
        }

        if (axes.Count > 0)
        {
            throw new InputException("energy.target", "--target", "A sweep trains nothing.", "Leave --target or --sweep out.");
        }
    }

    private EnergyOptions OptionsIn(CommandContext context, ResolvedCircuit circuit, RunFolder? run, CancellationToken stop)
    {
        var options = new EnergyOptions
        {
            Examples = context.Get(_examples) ?? DefaultExamples,
            Data = _data.LocationIn(context, circuit, run),
            ComponentShelf = PresetShelf.Find(context.Host).ComponentFolder,
            Simulation = _threads.SimulationIn(context),
            Cancellation = stop,
        };
        return (context.Get(_weights) ?? run?.PathOf(RunFolder.WeightsFile)) is { } weights
            ? options with { Parameters = GivenWeights.Read(circuit, weights, options.Data) }
            : options;
    }

    private int Study(CommandContext context, ResolvedCircuit circuit, EnergyOptions options, RunRecord? record, ResultFile? file)
    {
        EnergyResult energy = EnergyStudy.Run(circuit, options);
        var answer = new EnergyAnswer
        {
            Energy = energy,
            Comparison = EnergyComparison.Of(circuit.Description, options.ComponentShelf),
            Metrics = circuit.Description.Learning is null ? null : NeuroBenchStudy.Run(circuit, options),
            HasWeights = options.Parameters is not null,
            Trained = record?.Epochs is { } epochs && energy.EpochJoules is { } epoch ? TrainingEnergy.Whole(epochs, epoch) : null,
            TargetPercent = context.Get(_target),
            ToTarget = context.Get(_target) is { } target && record?.Epochs is { } all && energy.EpochJoules is { } one ? TrainingEnergy.ToTarget(all, one, target) : null,
        };
        JsonObject document = EnergyJson.Describe(answer);
        file?.Write(context.Terminal, Terminal.JsonText(document));
        if (context.Get(_out) is { } folder)
        {
            IReadOnlyList<string> written = EnergyFiles.Write(folder, circuit, energy, answer.Comparison, answer.Metrics, options.ComponentShelf, answer.HasWeights);
            context.Terminal.Note($"written to {folder}: {string.Join(", ", written)}");
        }

        if (context.Get(_json))
        {
            context.Terminal.WriteJson(document);
        }
        else
        {
            EnergySummary.Write(context.Terminal, answer);
        }

        return ExitCode.Done;
    }

    private int Sweep(CommandContext context, ResolvedCircuit circuit, IReadOnlyList<SweepAxis> axes, EnergyOptions options, ResultFile? file, StopSignal stop)
    {
        int count = axes.Aggregate(1, (all, axis) => all * axis.Values.Count);
        SweepResult sweep;
        using (ProgressLine progress = context.Terminal.StartProgress("sweep"))
        {
            sweep = EnergySweep.Run(circuit, axes, options, (done, values) => progress.Report((double)done / count, $"point {done + 1} of {count}: {string.Join(", ", values)}"));
        }

        JsonObject document = SweepJson.Describe(sweep);
        file?.Write(context.Terminal, Terminal.JsonText(document));
        if (context.Get(_out) is { } folder)
        {
            context.Terminal.Note($"written to {folder}: {string.Join(", ", SweepFiles.Write(folder, sweep))}");
        }

        if (context.Get(_json))
        {
            context.Terminal.WriteJson(document);
        }
        else
        {
            SweepSummary.Write(context.Terminal, sweep);
        }

        if (!sweep.IsCutShort)
        {
            return ExitCode.Done;
        }

        context.Terminal.Note($"stopped after {sweep.Points.Count} of {count} points");
        return stop.ExitCode ?? ExitCode.Interrupted;
    }
}
