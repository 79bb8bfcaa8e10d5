using System.CommandLine;
using System.Text.Json.Nodes;
using EqProp.Analog.Circuits;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Cli.Options;
using EqProp.Analog.Cli.Presets;
using EqProp.Analog.Cli.Terminals;
using EqProp.Analog.Studies.Records;

namespace EqProp.Analog.Cli.Commands;

/// <summary><c>eqprop diff</c>: where two circuits or two runs differ.</summary>
internal sealed class DiffCommand : ToolCommand
{
    private readonly Argument<string> _left = Side("left");
    private readonly Argument<string> _right = Side("right");
    private readonly JsonOption _json = new();

    public DiffCommand()
        : base("diff", "Show where two circuits or two runs differ.")
    {
        Add(_left);
        Add(_right);
        Add(_json);
    }

    protected override int Run(CommandContext context)
    {
        (JsonObject leftCircuit, RunRecord? leftRecord) = Read(context, context.Get(_left));
        (JsonObject rightCircuit, RunRecord? rightRecord) = Read(context, context.Get(_right));
        IReadOnlyList<FieldDifference> circuit = CircuitDiff.Compare(leftCircuit, rightCircuit);
        IReadOnlyList<FieldDifference> record = leftRecord is null || rightRecord is null ? [] : RunHeadline.Compare(leftRecord, rightRecord);
        if (context.Get(_json))
        {
            context.Terminal.WriteJson(new JsonObject
            {
                ["schemaVersion"] = 1,
                ["circuit"] = Describe(circuit),
                ["record"] = Describe(record),
            });
            return ExitCode.Done;
        }

        if (circuit.Count == 0)
        {
            context.Terminal.Note("the circuits are the same");
        }

        Show(context, "field", circuit);
        Show(context, "result", record);
        return ExitCode.Done;
    }

    private static Argument<string> Side(string name)
    {
        Argument<string> side = CircuitInput.NewArgument(name);
        side.Description = "A circuit file, the name of a preset, or the folder of a run.";
        return side;
    }

    private static (JsonObject Circuit, RunRecord? Record) Read(CommandContext context, string name)
    {
        if (Directory.Exists(name))
        {
            RunFolder folder = RunFolder.Open(name);
            return (folder.ReadCircuit(), folder.ReadRecord());
        }

        return (CircuitLoader.Load(PresetShelf.Find(context.Host).FileOf(name)).Json, null);
    }

    private static void Show(CommandContext context, string title, IReadOnlyList<FieldDifference> differences)
    {
        if (differences.Count == 0)
        {
            return;
        }

        TextTable table = new(title, "left", "right");
        foreach (FieldDifference difference in differences)
        {
            table.Add(difference.Path, difference.Left, difference.Right);
        }

        context.Terminal.Write(table);
    }

    private static JsonArray Describe(IReadOnlyList<FieldDifference> differences) =>
    [
        .. differences.Select(difference => new JsonObject
        {
            ["path"] = difference.Path,
            ["left"] = JsonNode.Parse(difference.Left is CircuitDiff.Absent ? "null" : difference.Left),
            ["right"] = JsonNode.Parse(difference.Right is CircuitDiff.Absent ? "null" : difference.Right),
        }),
    ];
}
