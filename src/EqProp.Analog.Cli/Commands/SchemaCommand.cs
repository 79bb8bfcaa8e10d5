using EqProp.Analog.Circuits;
using EqProp.Analog.Cli.Invocation;

namespace EqProp.Analog.Cli.Commands;

/// <summary><c>eqprop schema</c>: the JSON schema of circuit files, for editors.</summary>
internal sealed class SchemaCommand() : ToolCommand("schema", "Print the JSON schema of circuit files.")
{
    protected override int Run(CommandContext context)
    {
        context.Terminal.Write(SchemaGenerator.Generate());
        return ExitCode.Done;
    }
}
