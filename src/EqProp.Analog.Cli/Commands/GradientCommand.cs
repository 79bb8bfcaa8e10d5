using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using EqProp.Analog.Circuits;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Cli.Options;
using EqProp.Analog.Cli.Terminals;
using EqProp.Analog.Learning;
using EqProp.Analog.Studies.Gradients;

namespace EqProp.Analog.Cli.Commands;

/// <summary><c>eqprop gradient</c>: how well equilibrium propagation estimates the exact gradient of a circuit.</summary>
internal sealed class GradientCommand : ToolCommand
{
    private readonly CircuitInput _circuit;
    private readonly BetasOption _betas = new();
    private readonly WholeNumberOption _examples = new("--examples", 1)
    {
        Description = "Training examples to average over, from the first; 4 if not given.",
    };

    private readonly WeightsOption _weights = new();
    private readonly DataOption _data = new();
    private readonly OutOption _out = new();
    private readonly JsonOption _json = new();

    public GradientCommand()
        : base("gradient", "Compare gradient estimates of equilibrium propagation with the exact gradient.")
    {
        _circuit = new CircuitInput(this);
        foreach (Option option in (Option[])[_betas, _examples, _weights, _data, _out, _json])
        {
            Add(option);
        }
    }

    protected override int Run(CommandContext context)
    {
        using StopSignal stop = context.Host.ListenForStop();
        ResolvedCircuit circuit = _circuit.Load(context);
        context.Terminal.Note(CircuitHeadline.Of(circuit));
        GradientOptions options = new()
        {
            WeightFile = context.Get(_weights),
            Data = _data.LocationIn(context, circuit),
        };
        options = options with
        {
            Betas = context.Get(_betas) is { Length: > 0 } betas ? betas : options.Betas,
            Examples = context.Get(_examples) ?? options.Examples,
        };
        ResultFile? file = ResultFile.In(context.Get(_out), "gradient.json");
        try
        {
            GradientResult result = GradientStudy.Run(circuit, options, stop.Token);
            if (result.Reciprocity is { } lost)
            {
                context.Terminal.Warn(lost.Describe());
            }

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
            return stop.ExitCode ?? ExitCode.Interrupted;
        }
    }

    private static void Write(Terminal terminal, GradientResult result)
    {
        TextTable table = new(
            Numbers("beta"), "estimator", Numbers("cosine"), Numbers("angle (deg)"), Numbers("relative error"), "skipped because");
        foreach (GradientRow row in result.Rows)
        {
            string beta = Text(row.Beta, "G4");
            table.Add(row.Agreement is { } agreement
                ? [beta, NameOf(row.Estimator), .. Cells(agreement), ""]
                : [beta, NameOf(row.Estimator), "", "", "", row.Skipped ?? ""]);
        }

        string own = result.OwnRule == LearningRuleKind.EquilibriumPropagation ? "" : $"{RuleTable.NameOf(result.OwnRule)} ";
        table.Add([Text(result.OwnBeta, "G4"), $"{own}{NameOf(result.OwnEstimator)}, own phases", .. Cells(result.OwnPhases), ""]);
        terminal.Write(table);
        string slopes = string.Join(", ", result.Slopes.Select(slope => $"{NameOf(slope.Key)} {(slope.Value is { } s ? Text(s, "F2") : "unknown")}"));
        terminal.WriteLine($"order of the error in beta: {slopes}");
        terminal.WriteLine($"exact gradient: length {Text(result.ReferenceNorm, "G4")}, {result.Examples} examples, nearest kink {Text(result.KinkDistance, "G3")} swings away");
        string nudged = result.OwnNudgedResidual is { } residual ? $" and {Text(residual, "G3")} (nudged)" : "";
        terminal.WriteLine($"own phases end with |ds/dt| up to {Text(result.OwnFreeResidual, "G3")} (free){nudged} swings a time constant");
        RuleTable.Write(terminal, result.Rules);
        if (result.Stack is { } stack)
        {
            StackGradientTable.Write(terminal, stack);
        }

        static TextColumn Numbers(string title) => new(title, Numbers: true);
    }

    private static string[] Cells(GradientAgreement agreement) =>
        [Text(agreement.Cosine, "F8"), Text(agreement.AngleDegrees, "G4"), Text(agreement.RelativeError, "G4")];

    private static JsonObject Describe(ResolvedCircuit circuit, GradientResult result) => new()
    {
        ["schemaVersion"] = 1,
        ["name"] = circuit.Name,
        ["hash"] = circuit.Hash,
        ["examples"] = result.Examples,
        ["referenceNorm"] = result.ReferenceNorm,
        ["kinkDistance"] = double.IsFinite(result.KinkDistance) ? result.KinkDistance : null,
        ["rows"] = new JsonArray([.. result.Rows.Select(row => Describe(row.Estimator, row.Beta, row.Agreement, row.Skipped))]),
        ["slopes"] = new JsonObject(result.Slopes.Select(slope => KeyValuePair.Create(NameOf(slope.Key), (JsonNode?)slope.Value))),
        ["ownPhases"] = Describe(result.OwnEstimator, result.OwnBeta, result.OwnPhases, skipped: null),
        ["ownFreeResidual"] = result.OwnFreeResidual,
        ["ownNudgedResidual"] = result.OwnNudgedResidual,
        ["ownRule"] = RuleTable.NameOf(result.OwnRule),
        ["rules"] = RuleTable.Describe(result.Rules),
        ["stack"] = result.Stack is { } stack ? StackGradientTable.Describe(stack) : null,
    };

    private static JsonObject Describe(EstimatorKind estimator, double beta, GradientAgreement? agreement, string? skipped) => new()
    {
        ["estimator"] = NameOf(estimator),
        ["beta"] = beta,
        ["cosine"] = agreement?.Cosine,
        ["angleDegrees"] = agreement?.AngleDegrees,
        ["relativeError"] = agreement?.RelativeError,
        ["skipped"] = skipped,
    };

    private static string NameOf(EstimatorKind estimator) => estimator.ToString().ToLowerInvariant();

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
