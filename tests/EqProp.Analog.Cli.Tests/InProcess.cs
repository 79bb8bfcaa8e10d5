using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Cli.Terminals;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Cli.Tests;

/// <summary>What a command left behind.</summary>
internal sealed record CommandResult(int ExitCode, string Out, string Error);

/// <summary>Runs command lines within the process of the tests.</summary>
internal static class InProcess
{
    /// <summary>Runs a command line from the root of the repository.</summary>
    public static CommandResult Run(params string[] arguments) => Run(host => host, arguments);

    /// <summary>Runs a command line in a host that the test changed.</summary>
    public static CommandResult Run(Func<ToolHost, ToolHost> change, params string[] arguments)
    {
        StringWriter output = new();
        StringWriter error = new();
        ToolHost host = new()
        {
            Terminal = new Terminal { Out = output, Error = error },
            Variable = _ => null,
            CurrentFolder = RepositoryRoot.Path,
            ProgramFolder = AppContext.BaseDirectory,
            ListenForStop = () => new StopSignal(),
        };
        int code = Tool.Run(arguments, change(host));
        return new CommandResult(code, output.ToString(), error.ToString());
    }
}
