using System.CommandLine;

namespace EqProp.Analog.Cli.Invocation;

/// <summary>Carries the host to the command that runs; failures and signals are left to this program.</summary>
internal sealed class ToolInvocation : InvocationConfiguration
{
    public ToolInvocation(ToolHost host, IReadOnlyList<string> arguments)
    {
        Host = host;
        Arguments = arguments;
        Output = host.Terminal.Out;
        Error = host.Terminal.Error;
        EnableDefaultExceptionHandler = false;
        ProcessTerminationTimeout = null;
    }

    /// <summary>The host.</summary>
    public ToolHost Host { get; }

    /// <summary>The arguments as they were given.</summary>
    public IReadOnlyList<string> Arguments { get; }
}
