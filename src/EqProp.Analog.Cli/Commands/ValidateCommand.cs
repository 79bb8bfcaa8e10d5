using System.Text.Json.Nodes;
using EqProp.Analog.Circuits;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Cli.Options;
using EqProp.Analog.Learning.Rules;
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
        LearningRuleFit.Require(circuit.Description);
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

    // A reciprocal synapse within a group stands twice in its matrix.
    private static long Count(NetworkLayout layout, Coupling coupling)
    {
        int sources = layout.Groups[coupling.Source].Size, targets = layout.Groups[coupling.Target].Size;
        bool twice = coupling.Source == coupling.Target && coupling.Kind == EdgeKind.Reciprocal;
        long count = 0;
        for (int source = 0; source < sources; source++)
        {
            for (int target = 0; target < targets; target++)
            {
                count += coupling.Exists(source, target, targets) ? 1 : 0;
            }
        }

        return twice ? count / 2 : count;
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
