using System.CommandLine;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Studies.Records;
using EqProp.Analog.Studies.Reports;

namespace EqProp.Analog.Cli.Commands;

/// <summary><c>eqprop report</c>: draws the report of a run again from the data in its folder.</summary>
internal sealed class ReportCommand : ToolCommand
{
    private readonly Argument<string> _folder = new("folder") { Description = "The folder of a run." };

    public ReportCommand()
        : base("report", "Draw the report of a run again.") =>
        Add(_folder);

    protected override int Run(CommandContext context)
    {
        context.Terminal.WriteLine(RunReport.Rebuild(RunFolder.Open(context.Get(_folder))));
        return ExitCode.Done;
    }
}
