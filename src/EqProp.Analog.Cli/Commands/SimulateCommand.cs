using System.CommandLine;
using EqProp.Analog.Circuits;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Cli.Options;
using EqProp.Analog.Cli.Terminals;
using EqProp.Analog.Studies.Chips;
using EqProp.Analog.Studies.Reports;
using EqProp.Analog.Studies.Waveforms;

namespace EqProp.Analog.Cli.Commands;

/// <summary><c>eqprop simulate</c>: records the voltages of one example while the chip settles.</summary>
internal sealed class SimulateCommand : ToolCommand
{
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

    private readonly ChipsOption _chips = new("Record so many dies, from that of --die-seed on, and draw their median and spread.");
    private readonly TemperaturesOption _temperatures = new();
    private readonly WeightsOption _weights = new();
    private readonly DataOption _data = new();
    private readonly OutOption _out = new();
    private readonly ThreadsOption _threads = new();
    private readonly JsonOption _json = new();

    public SimulateCommand()
        : base("simulate", "Record voltages while a circuit settles, on one chip or many, or where it settles at several temperatures.")
    {
        _circuit = new CircuitInput(this, fabricates: true);
        foreach (Option option in (Option[])[_example, _nodes, _duration, _nudged, _settling, _chips, _temperatures, _weights, _data, _out, _threads, _json])
        {
            Add(option);
        }
    }

    protected override int Run(CommandContext context)
    {
        RefuseMixtures(context);
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
        using StopSignal stop = context.Host.ListenForStop();
        try
        {
            if (context.Get(_chips) is { } chips)
            {
                bool whole = SimulateChips(context, circuit, request, chips, stop.Token);
                return whole ? ExitCode.Done : stop.ExitCode ?? ExitCode.Interrupted;
            }

            if (context.Get(_temperatures) is { Length: > 0 } kelvins)
            {
                SimulateTemperatures(context, circuit, request, kelvins, stop.Token);
                return ExitCode.Done;
            }

            Simulate(context, circuit, request, stop.Token);
            return ExitCode.Done;
        }
        catch (OperationCanceledException)
        {
            return stop.ExitCode ?? ExitCode.Interrupted;
        }
    }

    private void RefuseMixtures(CommandContext context)
    {
        (Option First, Option Second)[] mixtures =
        [
            (_chips, _temperatures), (_chips, _settling), (_temperatures, _settling), (_temperatures, _nudged), (_temperatures, _duration),
        ];
        Violation[] found =
        [
            .. mixtures.Where(pair => context.IsGiven(pair.First) && context.IsGiven(pair.Second)).Select(pair => new Violation(
                "simulate.together", pair.First.Name, $"{pair.First.Name} and {pair.Second.Name} ask for different studies.",
                "Give one of them, and the other in a second run.")),
        ];
        if (found.Length > 0)
        {
            throw new InputException(found);
        }
    }

    private void Simulate(CommandContext context, ResolvedCircuit circuit, WaveformRequest request, CancellationToken stop)
    {
        RecordedWaveforms recorded = WaveformSimulation.Record(circuit, request, stop);
        SettlingHistogram? times = context.Get(_settling) is { } examples
            ? SettlingTimes.Measure(circuit, request, examples, stop)
            : null;
        string folder = FolderIn(context, circuit);
        IReadOnlyList<string> files = WaveformFiles.Write(folder, recorded, TitleIn(context, circuit));
        if (times is not null)
        {
            WaveformFiles.Write(folder, times);
        }

        if (context.Get(_json))
        {
            context.Terminal.WriteJson(TransientSummary.Describe(circuit, recorded, times, folder, files));
            return;
        }

        context.Terminal.WriteLine(CircuitHeadline.Of(circuit));
        TransientSummary.Write(context.Terminal, recorded, folder, files);
        TransientSummary.WriteTimes(context.Terminal, times);
    }

    /// <summary>Returns whether all chips were run.</summary>
    private bool SimulateChips(CommandContext context, ResolvedCircuit circuit, WaveformRequest request, int chips, CancellationToken stop)
    {
        var dies = DieRange.From(circuit.Description.Circuit, chips);
        var study = new ChipWaveformStudy(circuit, request, dies);
        ChipWaveforms waveforms;
        using (ProgressLine progress = context.Terminal.StartProgress("chips"))
        {
            waveforms = study.Run(
                context.Get(_threads) ?? Environment.ProcessorCount, done => progress.Report((double)done / chips, $"{done}/{chips}"), stop);
        }

        string folder = FolderIn(context, circuit), headline = ChipsSummary.Headline(circuit, dies);
        IReadOnlyList<string> files = ChipWaveformFiles.Write(folder, waveforms, TitleIn(context, circuit), headline);
        foreach (DieFailure failure in waveforms.Failures)
        {
            context.Terminal.Warn($"die {failure.Die} failed: {failure.Message}");
        }

        if (waveforms.Missing > 0)
        {
            context.Terminal.Note($"stopped; {waveforms.Missing} of {chips} chips were not run");
        }

        if (context.Get(_json))
        {
            context.Terminal.WriteJson(ChipsSummary.Describe(circuit, waveforms, folder, files));
        }
        else
        {
            context.Terminal.WriteLine($"{CircuitHeadline.Name(circuit)}, {headline}");
            ChipsSummary.Write(context.Terminal, waveforms, folder, files);
        }

        return waveforms.Missing == 0;
    }

    private void SimulateTemperatures(
        CommandContext context, ResolvedCircuit circuit, WaveformRequest request, double[] kelvins, CancellationToken stop)
    {
        var sweep = TemperatureSweep.Run(circuit, request, kelvins, stop);
        string folder = FolderIn(context, circuit);
        TemperatureFiles.Write(folder, sweep, TitleIn(context, circuit));
        if (context.Get(_json))
        {
            context.Terminal.WriteJson(TemperaturesSummary.Describe(circuit, sweep, folder));
            return;
        }

        context.Terminal.WriteLine($"{CircuitHeadline.Name(circuit)}, {TemperaturesSummary.Headline(circuit)}");
        TemperaturesSummary.Write(context.Terminal, sweep, folder);
    }

    private string FolderIn(CommandContext context, ResolvedCircuit circuit) =>
        context.Get(_out) ?? Path.Combine("waveforms", string.Join('_', circuit.Name.Split(Path.GetInvalidFileNameChars())));

    private string TitleIn(CommandContext context, ResolvedCircuit circuit) =>
        circuit.Description.Learning is null ? circuit.Name : $"{circuit.Name}, test example {context.Get(_example) ?? 0}";
}
