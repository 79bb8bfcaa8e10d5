using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using EqProp.Analog.Circuits;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Cli.Options;
using EqProp.Analog.Cli.Terminals;
using EqProp.Analog.Numerics.Quantities;
using EqProp.Analog.Studies.Tolerances;

namespace EqProp.Analog.Cli.Commands;

/// <summary><c>eqprop tolerance</c>: how much of each non-ideality a chip bears that learns, and what to repair first.</summary>
internal sealed class ToleranceCommand : ToolCommand
{
    private const string TrialsName = "trials.csv";
    private const string ResultName = "tolerance.json";

    private readonly CircuitInput _circuit;
    private readonly PercentOption _target = new("--target") { Description = "Test accuracy that a chip must reach after learning, such as 95%." };
    private readonly WholeNumberOption _dies = new("--chips", 1) { Description = "Chips that each level is tried on; 3 if not given." };
    private readonly WholeNumberOption _halvings = new("--halvings", 1) { Description = "Halvings of the range of levels; 5 if not given." };
    private readonly Option<string[]> _only = new("--only") { Description = "Look at this alone, such as \"sensor noise\"; may be repeated.", HelpName = "name" };
    private readonly ThreadsOption _threads = new();
    private readonly DataOption _data = new();
    private readonly OutOption _out = new();
    private readonly JsonOption _json = new();

    public ToleranceCommand()
        : base("tolerance", "Find how much of each non-ideality alone a chip bears that learns, worst first.")
    {
        _circuit = new CircuitInput(this);
        _target.Required = true;
        foreach (Option option in (Option[])[_target, _dies, _halvings, _only, _threads, _data, _out, _json])
        {
            Add(option);
        }
    }

    protected override int Run(CommandContext context)
    {
        using StopSignal stop = context.Host.ListenForStop();
        ResolvedCircuit circuit = _circuit.Load(context);
        context.Terminal.Note(CircuitHeadline.Of(circuit));
        ResultFile? file = ResultFile.In(context.Get(_out), ResultName);
        ToleranceOptions options = new()
        {
            TargetPercent = context.Get(_target)!.Value,
            Data = _data.LocationIn(context, circuit),
            Only = context.Get(_only) ?? [],
            Threads = _threads.SimulationIn(context).Threads,
            TrialFile = context.Get(_out) is { } folder ? Path.Combine(folder, TrialsName) : null,
        };
        options = options with { Dies = context.Get(_dies) ?? options.Dies, Halvings = context.Get(_halvings) ?? options.Halvings };
        try
        {
            ToleranceResult result = Study(context, circuit, options, stop.Token);
            JsonObject document = Describe(circuit, result);
            file?.Write(context.Terminal, Terminal.JsonText(document));
            if (context.Get(_json))
            {
                context.Terminal.WriteJson(document);
            }
            else
            {
                Write(context.Terminal, result);
            }

            return ExitCode.Done;
        }
        catch (OperationCanceledException)
        {
            context.Terminal.Note(options.TrialFile is { } trials
                ? $"stopped; the trainings that are done are kept in {trials}: run the same command again to go on"
                : "stopped; with --out, trainings that are done are kept");
            return stop.ExitCode ?? ExitCode.Interrupted;
        }
    }

    private static ToleranceResult Study(CommandContext context, ResolvedCircuit circuit, ToleranceOptions options, CancellationToken stop)
    {
        int axes = options.Only.Count > 0 ? options.Only.Count : ToleranceAxes.All.Count;
        int most = options.Dies * (1 + axes * (2 + options.Halvings));
        using ProgressLine progress = new(context.Terminal, "tolerance");
        Lock one = new();
        return ToleranceStudy.Run(
            circuit, options,
            (done, what) =>
            {
                lock (one)
                {
                    progress.Report((double)done / most, $"training {done} of at most {most}: {what}");
                }
            },
            stop);
    }

    private static void Write(Terminal terminal, ToleranceResult result)
    {
        terminal.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"ideal chips reach {result.IdealPercent:0.##} %, target {result.TargetPercent:0.##} %; mean of {result.Dies} chips a level; each alone, least margin first"));
        TextTable table = new(
            "what", new("bears", Numbers: true), new("fails at", Numbers: true), new("compared with", Numbers: true), new("margin", Numbers: true));
        foreach (ToleranceRow row in result.Rows)
        {
            table.Add(
                row.Axis.Name, row.Bears is { } bears ? Level(row.Axis, bears) : "less than the least", row.Fails is { } fails ? Level(row.Axis, fails) : "nothing tried",
                Level(row.Axis, row.Has) + (row.IsOfCircuit ? "" : " (assumed)"), Margin(row.Margin));
        }

        terminal.Write(table);
        foreach ((string name, string reason) in result.LeftOut)
        {
            terminal.Note($"left out: {name}: {reason}");
        }
    }

    private static string Level(ToleranceAxis axis, double level) => axis.Unit.Length > 0
        ? QuantityText.Format(double.Parse(level.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), UnitTable.Get(axis.Unit))
        : level.ToString(axis.IsWhole ? "F0" : "G3", CultureInfo.InvariantCulture);

    private static string Margin(double margin) => double.IsInfinity(margin) ? "any" : margin == 0 ? "none" : margin.ToString("G3", CultureInfo.InvariantCulture) + "x";

    private static JsonObject Describe(ResolvedCircuit circuit, ToleranceResult result) => new()
    {
        ["schemaVersion"] = 1,
        ["name"] = circuit.Name,
        ["hash"] = circuit.Hash,
        ["targetPercent"] = result.TargetPercent,
        ["idealPercent"] = result.IdealPercent,
        ["chips"] = result.Dies,
        ["trainings"] = result.Trainings,
        ["rows"] = new JsonArray([.. result.Rows.Select(row => new JsonObject
        {
            ["name"] = row.Axis.Name,
            ["unit"] = row.Axis.Unit,
            ["bears"] = row.Bears,
            ["accuracyPercent"] = row.AccuracyThere,
            ["fails"] = row.Fails,
            ["accuracyBeyondPercent"] = row.AccuracyBeyond,
            ["comparedWith"] = row.Has,
            ["comparedWithCircuit"] = row.IsOfCircuit,
            ["margin"] = double.IsFinite(row.Margin) ? row.Margin : null,
            ["settings"] = new JsonArray([.. row.Axis.At(row.Fails ?? row.Axis.Worst).Select(setting => JsonValue.Create(setting))]),
        })]),
        ["leftOut"] = new JsonArray([.. result.LeftOut.Select(axis => new JsonObject { ["name"] = axis.Name, ["reason"] = axis.Reason })]),
    };
}
