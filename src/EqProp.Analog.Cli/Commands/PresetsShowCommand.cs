using EqProp.Analog.Circuits;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Cli.Options;
using EqProp.Analog.Cli.Terminals;

namespace EqProp.Analog.Cli.Commands;

/// <summary>
/// <c>eqprop presets show</c>: a circuit with every field filled in, its hash, and a paper's numbers beside the chip's.
/// </summary>
internal sealed class PresetsShowCommand : ToolCommand
{
    private readonly CircuitInput _circuit;
    private readonly JsonOption _json = new();

    public PresetsShowCommand()
        : base("show", "Show a preset, or any circuit, with every field filled in.")
    {
        _circuit = new CircuitInput(this);
        Add(_json);
    }

    protected override int Run(CommandContext context)
    {
        ResolvedCircuit circuit = _circuit.Load(context);
        context.Terminal.Write(circuit.ToText());
        if (context.Get(_json))
        {
            return ExitCode.Done;
        }

        TextTable table = new("quantity", "in papers", "on the chip");
        foreach (DimensionlessRow row in DimensionlessReport.Rows(circuit.Description))
        {
            table.Add(row.Quantity, row.Paper, row.Chip);
        }

        context.Terminal.WriteLine($"hash: {circuit.Hash}");
        context.Terminal.Write(table);
        return ExitCode.Done;
    }
}
