using EqProp.Analog.Cli.Invocation;

namespace EqProp.Analog.Cli;

internal static class Program
{
    private static int Main(string[] arguments) => Tool.Run(arguments, ToolHost.OfProcess());
}
