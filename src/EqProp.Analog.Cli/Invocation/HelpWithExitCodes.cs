using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace EqProp.Analog.Cli.Invocation;

/// <summary>The help of every command; that of the program itself ends with the exit codes and the environment.</summary>
internal sealed class HelpWithExitCodes(HelpAction help) : SynchronousCommandLineAction
{
    private const string Epilogue =
        """
        Exit codes:
          0    done
          1    the command line is wrong
          3    the run finished, but a stated requirement failed
          4    the dynamics of the circuit diverged
          65   the input is wrong: circuit, data or setting
          69   another program that is needed is not installed
          70   a defect of this program
          74   a file or folder could not be read or written
          75   a study was stopped by SIGTERM: run the same command again to go on
          130  stopped by Ctrl-C
          143  stopped by SIGTERM
          A run that learns writes a checkpoint before it stops.

        Environment:
          EQPROP_DATA_DIR  folder of data sets, where --data is not given
          EQPROP_NGSPICE   the program ngspice, where --ngspice is not given
          EQPROP_TRACE     1: show where in the program an unexpected failure arose
          NO_COLOR         no colours
        """;

    public override bool ClearsParseErrors => help.ClearsParseErrors;

    public override int Invoke(ParseResult parseResult)
    {
        int code = help.Invoke(parseResult);
        if (parseResult.CommandResult.Command is RootCommand)
        {
            parseResult.InvocationConfiguration.Output.WriteLine(Epilogue);
        }

        return code;
    }
}
