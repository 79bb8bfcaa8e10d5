using System.Text.Json;
using System.Text.Json.Nodes;
using EqProp.Analog.Circuits;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Cli.Options;
using EqProp.Analog.Cli.Terminals;
using EqProp.Analog.NonIdealities;

namespace EqProp.Analog.Cli.Commands;

/// <summary><c>eqprop explain</c>: everything that is not ideal about a circuit, how large it is, and where the number comes from.</summary>
internal sealed class ExplainCommand : ToolCommand
{
    private readonly CircuitInput _circuit;
    private readonly JsonOption _json = new();

    public ExplainCommand()
        : base("explain", "Tell everything that is not ideal about a circuit, how large it is, and where the numbers come from.")
    {
        _circuit = new CircuitInput(this, fabricates: true);
        Add(_json);
    }

    protected override int Run(CommandContext context)
    {
        ResolvedCircuit circuit = _circuit.Load(context);
        IReadOnlyList<NonIdeality> entries = NonIdealityCatalog.Of(circuit.Description.Circuit);
        if (context.Get(_json))
        {
            context.Terminal.WriteJson(Describe(circuit, entries));
            return ExitCode.Done;
        }

        context.Terminal.WriteLine(CircuitHeadline.Of(circuit));
        if (entries.Count == 0)
        {
            context.Terminal.WriteLine("ideal: nothing is noisy, limited or spread");
            return ExitCode.Done;
        }

        TextTable table = new("what", "where", "size", "acts", "fit", "source");
        foreach (NonIdeality entry in entries)
        {
            table.Add(
                entry.Name, Where(entry), string.Join(", ", entry.Sizes.Where(size => size.Value != 0)), When(entry.Acts),
                entry.Fit is { } fit ? JsonName(fit) : "not said", entry.Source ?? "not said");
        }

        context.Terminal.Write(table);
        return ExitCode.Done;
    }

    private static string Where(NonIdeality entry) => entry.Groups is null ? "all" : string.Join(", ", entry.Groups);

    private static string When(ActingTime acts) => acts switch
    {
        ActingTime.Fabrication => "fabrication",
        ActingTime.Write => "write",
        ActingTime.Step => "step",
        ActingTime.Read => "read",
        _ => "over time",
    };

    private static string JsonName(Enum value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static JsonObject Describe(ResolvedCircuit circuit, IReadOnlyList<NonIdeality> entries) => new()
    {
        ["schemaVersion"] = 1,
        ["name"] = circuit.Name,
        ["hash"] = circuit.Hash,
        ["ideal"] = entries.Count == 0,
        ["die"] = CircuitHeadline.Die(circuit),
        ["noises"] = CircuitHeadline.Noises(circuit),
        ["nonIdealities"] = new JsonArray([.. entries.Select(entry => new JsonObject
        {
            ["name"] = entry.Name,
            ["groups"] = entry.Groups is { } groups ? new JsonArray([.. groups.Select(group => JsonValue.Create(group))]) : null,
            ["acts"] = JsonName(entry.Acts),
            ["isNoise"] = entry.IsNoise,
            ["sizes"] = new JsonArray([.. entry.Sizes.Select(size => new JsonObject { ["name"] = size.Name, ["value"] = size.Value, ["unit"] = size.Unit })]),
            ["path"] = entry.Path,
            ["source"] = entry.Source,
            ["fit"] = entry.Fit is { } fit ? JsonName(fit) : null,
        })]),
    };
}
