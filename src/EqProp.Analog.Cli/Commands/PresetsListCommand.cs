using System.Text.Json.Nodes;
using EqProp.Analog.Circuits;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Cli.Options;
using EqProp.Analog.Cli.Presets;
using EqProp.Analog.Cli.Terminals;

namespace EqProp.Analog.Cli.Commands;

/// <summary><c>eqprop presets list</c>: the circuits that run by name.</summary>
internal sealed class PresetsListCommand : ToolCommand
{
    private readonly JsonOption _json = new();

    public PresetsListCommand()
        : base("list", "List the presets.") =>
        Add(_json);

    protected override int Run(CommandContext context)
    {
        PresetShelf shelf = PresetShelf.Find(context.Host);
        ResolvedCircuit[] circuits = [.. shelf.Names.Select(name => CircuitLoader.Load(shelf.PresetFile(name)))];
        if (context.Get(_json))
        {
            context.Terminal.WriteJson(new JsonObject
            {
                ["schemaVersion"] = 1,
                ["folder"] = shelf.Folder,
                ["presets"] = new JsonArray([.. shelf.Names.Zip(circuits, Describe)]),
            });
            return ExitCode.Done;
        }

        TextTable table = new("name", "data set", "description");
        foreach ((string name, ResolvedCircuit circuit) in shelf.Names.Zip(circuits))
        {
            table.Add(name, circuit.Description.Learning?.Dataset.Name ?? "none", circuit.Description.Description ?? "");
        }

        context.Terminal.Note($"presets in {shelf.Folder}");
        context.Terminal.Write(table);
        return ExitCode.Done;
    }

    private static JsonObject Describe(string name, ResolvedCircuit circuit) => new()
    {
        ["name"] = name,
        ["hash"] = circuit.Hash,
        ["dataset"] = circuit.Description.Learning?.Dataset.Name,
        ["description"] = circuit.Description.Description,
    };
}
