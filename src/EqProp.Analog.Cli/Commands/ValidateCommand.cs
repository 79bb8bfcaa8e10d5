using System.Text.Json.Nodes;
using EqProp.Analog.Circuits;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Cli.Options;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Cli.Commands;

/// <summary><c>eqprop validate</c>: checks a circuit and counts what is on it.</summary>
internal sealed class ValidateCommand : ToolCommand
{
    private readonly CircuitInput _circuit;
    private readonly JsonOption _json = new();

    public ValidateCommand()
        : base("validate", "Check a circuit and report everything that is wrong with it.")
    {
        _circuit = new CircuitInput(this);
        Add(_json);
    }

    protected override int Run(CommandContext context)
    {
        try
        {
            Report(context, _circuit.Load(context));
            return ExitCode.Done;
        }
        catch (InputException wrong) when (context.Get(_json))
        {
            context.Terminal.WriteJson(Describe(wrong));
            throw;
        }
    }

    private void Report(CommandContext context, ResolvedCircuit circuit)
    {
        NetworkLayout layout = LayoutBuilder.Build(circuit.Description);
        int nodes = layout.Groups.Sum(group => group.Size);
        long synapses = layout.Couplings.Sum(coupling => Count(layout, coupling));
        if (context.Get(_json))
        {
            context.Terminal.WriteJson(new JsonObject
            {
                ["schemaVersion"] = 1,
                ["ok"] = true,
                ["name"] = circuit.Name,
                ["hash"] = circuit.Hash,
                ["nodes"] = nodes,
                ["inputs"] = layout.InputCount,
                ["outputs"] = layout.OutputCount,
                ["synapses"] = synapses,
                ["learns"] = circuit.Description.Learning is not null,
            });
            return;
        }

        string learns = circuit.Description.Learning is null ? ", no learning" : "";
        context.Terminal.WriteLine($"ok: {circuit.Name}, nodes: {nodes} (inputs: {layout.InputCount}, outputs: {layout.OutputCount}), synapses: {synapses}{learns}");
        context.Terminal.WriteLine($"hash: {circuit.Hash}");
    }

    // Within a group the matrix is symmetric without a diagonal: one synapse for each pair.
    private static long Count(NetworkLayout layout, Coupling coupling)
    {
        if (coupling.InitialWeights is { } weights && coupling.Plastic is { } plastic)
        {
            return weights.Zip(plastic).Count(synapse => synapse.First != 0 || synapse.Second);
        }

        long source = layout.Groups[coupling.Source].Size;
        return coupling.Source == coupling.Target ? source * (source - 1) / 2 : source * layout.Groups[coupling.Target].Size;
    }

    private static JsonObject Describe(InputException wrong) => new()
    {
        ["schemaVersion"] = 1,
        ["ok"] = false,
        ["violations"] = new JsonArray([.. wrong.Violations.Select(violation => new JsonObject
        {
            ["code"] = violation.Code,
            ["path"] = violation.Path,
            ["message"] = violation.Message,
            ["remedy"] = violation.Remedy,
        })]),
    };
}
