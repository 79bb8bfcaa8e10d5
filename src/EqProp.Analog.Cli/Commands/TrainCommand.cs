using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using EqProp.Analog.Circuits;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Cli.Options;
using EqProp.Analog.Cli.Presets;
using EqProp.Analog.Cli.Terminals;
using EqProp.Analog.Studies.Records;
using EqProp.Analog.Studies.Training;

namespace EqProp.Analog.Cli.Commands;

/// <summary><c>eqprop train</c>: fabricates a chip, lets it learn on-device, and leaves a run folder with a report.</summary>
internal sealed class TrainCommand : ToolCommand
{
    private readonly CircuitInput _circuit;
    private readonly DataOption _data = new();
    private readonly OutOption _out = new();
    private readonly ThreadsOption _threads = new();
    private readonly JsonOption _json = new();

    private readonly Option<string?> _resume = new("--resume")
    {
        Description = "Go on with an interrupted run in its folder, to the same bits.",
        HelpName = "folder",
    };

    private readonly WholeNumberOption _checkpoint = new("--checkpoint-seconds", 1)
    {
        Description = "Seconds between checkpoints: what a killed run loses at most. 30 if not given.",
    };

    private readonly Option<double?> _require = new("--require-accuracy")
    {
        Description = $"Exit with {ExitCode.RequirementFailed} if the test accuracy, in percent, ends below this.",
        HelpName = "percent",
    };

    public TrainCommand()
        : base("train", "Train a chip by equilibrium propagation and write a run folder with a report.")
    {
        _circuit = new CircuitInput(this, optional: true, fabricates: true);
        foreach (Option option in (Option[])[_data, _out, _resume, _checkpoint, _require, _threads, _json])
        {
            Add(option);
        }
    }

    protected override int Run(CommandContext context)
    {
        using StopSignal stop = context.Host.ListenForStop();
        using TrainingSession session = Open(context);
        context.Terminal.Note($"run folder: {session.Folder}");
        if (session.MeasureReciprocity() is { } lost)
        {
            context.Terminal.Warn(lost.Describe());
        }

        RunRecord record = Train(context, session, stop);
        if (context.Get(_json))
        {
            context.Terminal.WriteJson(JsonNode.Parse(record.ToJson())!);
        }
        else
        {
            RecordSummary.Write(context.Terminal, record);
        }

        if (record.Status == RunStatus.Interrupted)
        {
            context.Terminal.Note($"stopped; go on with: eqprop train --resume {session.Folder}");
            return stop.ExitCode ?? ExitCode.Interrupted;
        }

        return record.Test!.AccuracyPercent < context.Get(_require) ? Failed(context, record) : ExitCode.Done;
    }

    private TrainingSession Open(CommandContext context)
    {
        string? resumed = context.Get(_resume);
        if (resumed is not null && context.IsGiven(_out))
        {
            throw new InputException(
                "resume.out", "--out", "A resumed run goes on in its own folder.", "Leave --out away, or start a new run without --resume.");
        }

        RunFolder? run = resumed is not null && !_circuit.IsGiven(context) ? RunFolder.Open(resumed) : null;
        ResolvedCircuit circuit = _circuit.Load(context, run?.PathOf(RunFolder.CircuitFile));
        var options = new TrainingOptions
        {
            Folder = resumed ?? context.Get(_out) ?? DefaultFolder(context, circuit),
            Data = _data.LocationIn(context, circuit, run),
            ComponentShelf = PresetShelf.Find(context.Host).ComponentFolder,
            Simulation = _threads.SimulationIn(context),
            CheckpointSeconds = context.Get(_checkpoint) ?? 30,
            Command = context.CommandTextWithout(_out),
            Tool = ToolVersion.Record,
        };
        context.Terminal.Note(CircuitHeadline.Of(circuit, options.Simulation));
        return resumed is null ? TrainingSession.Start(circuit, options) : TrainingSession.Resume(circuit, options);
    }

    private static RunRecord Train(CommandContext context, TrainingSession session, StopSignal stop)
    {
        using ProgressLine progress = context.Terminal.StartProgress("training");
        return session.Run(
            status =>
            {
                if (status.FinishedEpoch is { } epoch)
                {
                    progress.Note(Describe(epoch, status.Epochs));
                }

                foreach (WarningRecord warning in status.Warnings)
                {
                    progress.Warn($"{warning.Message} {warning.Remedy}");
                }

                double done = (status.Epoch - 1 + status.EpochFraction) / status.Epochs;
                string left = status.SecondsLeft is { } seconds ? $", {Duration(seconds)} left" : "";
                progress.Report(done, string.Create(
                    CultureInfo.InvariantCulture,
                    $"epoch {status.Epoch}/{status.Epochs}, {status.ExamplesPerSecond:N0} examples/s, running error {status.TrainErrorPercent:F2} %{left}"));
            },
            stop.Token);
    }

    private static string Describe(EpochRecord epoch, int epochs)
    {
        string validation = epoch.ValidationErrorPercent is { } v ? string.Create(CultureInfo.InvariantCulture, $", validation {v:F2} %") : "";
        string test = epoch.TestErrorPercent is { } t ? string.Create(CultureInfo.InvariantCulture, $", test {t:F2} %") : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"epoch {epoch.Epoch}/{epochs}: train error {epoch.TrainErrorPercent:F2} %{validation}{test}, {epoch.Seconds:F2} s");
    }

    private static int Failed(CommandContext context, RunRecord record)
    {
        context.Terminal.Warn(string.Create(
            CultureInfo.InvariantCulture, $"the test accuracy, {record.Test!.AccuracyPercent:F2} %, is below the one required"));
        return ExitCode.RequirementFailed;
    }

    private static string DefaultFolder(CommandContext context, ResolvedCircuit circuit) => Path.Combine(
        context.Host.CurrentFolder, "runs",
        string.Create(CultureInfo.InvariantCulture, $"{RunName.Of(circuit.Name)}-{DateTime.Now:yyyyMMdd-HHmmss}"));

    private static string Duration(double seconds) => seconds < 90
        ? string.Create(CultureInfo.InvariantCulture, $"{seconds:F0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:F0} min");
}
