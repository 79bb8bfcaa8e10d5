using System.CommandLine;
using EqProp.Analog.Circuits;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Studies.Designs;

namespace EqProp.Analog.Cli.Commands;

/// <summary><c>eqprop schema</c>: the JSON schema of circuit or study files, for editors.</summary>
internal sealed class SchemaCommand : ToolCommand
{
    private const string Circuit = "circuit";
    private const string Study = "study";

    private readonly Argument<string> _what = new("what")
    {
        Description = "What files: circuit or study.",
        DefaultValueFactory = _ => Circuit,
        Arity = ArgumentArity.ZeroOrOne,
        HelpName = "what",
    };

    public SchemaCommand()
        : base("schema", "Print the JSON schema of circuit or study files.")
    {
        _what.AcceptOnlyFromAmong(Circuit, Study);
        Add(_what);
    }

    protected override int Run(CommandContext context)
    {
        context.Terminal.Write(context.Get(_what) == Study ? StudyLoader.Schema() : SchemaGenerator.Generate());
        return ExitCode.Done;
    }
}
