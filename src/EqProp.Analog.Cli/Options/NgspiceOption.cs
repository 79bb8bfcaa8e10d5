using System.CommandLine;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Studies.Crosscheck;

namespace EqProp.Analog.Cli.Options;

/// <summary><c>--ngspice FILE</c>, or else <c>EQPROP_NGSPICE</c>, or else the one in PATH.</summary>
internal sealed class NgspiceOption : Option<string?>
{
    public NgspiceOption()
        : base("--ngspice")
    {
        Description = $"The program ngspice; {NgspiceProgram.Variable}, or the one in PATH, if not given.";
        HelpName = "file";
    }

    /// <summary>The program.</summary>
    public NgspiceProgram In(CommandContext context) => NgspiceProgram.Find(context.Get(this), context.Host.Variable);
}
