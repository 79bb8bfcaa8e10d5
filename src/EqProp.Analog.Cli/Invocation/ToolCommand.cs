using System.CommandLine;

namespace EqProp.Analog.Cli.Invocation;

/// <summary>
/// A command that does something. The constructor adds arguments and options; <see cref="Run"/> reads them from the
/// context, throws <c>InputException</c> for what the user can mend, and returns one of <see cref="ExitCode"/>.
/// </summary>
internal abstract class ToolCommand : Command
{
    protected ToolCommand(string name, string description)
        : base(name, description) =>
        SetAction(parse => Run(new CommandContext(parse, (ToolInvocation)parse.InvocationConfiguration)));

    /// <summary>Does the work.</summary>
    protected abstract int Run(CommandContext context);
}
