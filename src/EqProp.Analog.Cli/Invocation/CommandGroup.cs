using System.CommandLine;

namespace EqProp.Analog.Cli.Invocation;

/// <summary>Commands about one thing, such as <c>eqprop presets list</c> and <c>eqprop presets show</c>.</summary>
internal sealed class CommandGroup : Command
{
    public CommandGroup(string name, string description, params ToolCommand[] commands)
        : base(name, description)
    {
        foreach (ToolCommand command in commands)
        {
            Add(command);
        }
    }
}
