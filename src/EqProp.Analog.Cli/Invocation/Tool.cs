using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using EqProp.Analog.Cli.Commands;
using EqProp.Analog.Cli.Options;

namespace EqProp.Analog.Cli.Invocation;

/// <summary>The program <c>eqprop</c>: its list of commands, and the way from arguments to an exit code.</summary>
internal static class Tool
{
    public const string Name = "eqprop";

    /// <summary>Every command, in the order in which the help lists them. A new command is added here.</summary>
    private static Command[] Commands() =>
    [
        new NewCommand(),
        new TrainCommand(),
        new EvaluateCommand(),
        new SimulateCommand(),
        new ExplainCommand(),
        new CommandGroup("chip", "Chips as they are fabricated.", new ChipShowCommand()),
        new StabilityCommand(),
        new GradientCommand(),
        new EnergyCommand(),
        new ToleranceCommand(),
        new CrosscheckCommand(),
        new CommandGroup(
            "study", "Many chips: what changes from point to point, how many of them are good.",
            new StudyRunCommand(), new StudyPlanCommand(), new StudyRunShardCommand(), new StudyStatusCommand(), new StudyMergeCommand(), new StudyReportCommand(), new StudyResumeCommand()),
        new CommandGroup("export", "Write a circuit for other programs.", new ExportSpiceCommand()),
        new ValidateCommand(),
        new DiffCommand(),
        new ReportCommand(),
        new CommandGroup("presets", "Circuits that come with the program.", new PresetsListCommand(), new PresetsShowCommand()),
        new CommandGroup("data", "Data sets to learn from.", new DataListCommand(), new DataFetchCommand(), new DataShowCommand()),
        new MethodsCommand(),
        new CommandGroup("rules", "Rules that chips learn by.", new RulesListCommand()),
        new CommandGroup("devices", "Memories of synapses.", new DevicesListCommand()),
        new SchemaCommand(),
        new InfoCommand(),
        new CompletionCommand(),
    ];

    /// <summary>Runs a command line.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int Run(IReadOnlyList<string> arguments, ToolHost host)
    {
        RootCommand root = CreateRoot(host.Terminal.Width);
        ParseResult parse = root.Parse(arguments);
        ToolInvocation invocation = new(host, arguments);
        if (arguments.Count == 0)
        {
            // No data were asked for: standard output stays empty.
            invocation.Output = host.Terminal.Error;
            root.Parse(["--help"]).Invoke(invocation);
            return ExitCode.Usage;
        }

        if (parse.Action is ParseErrorAction)
        {
            return UsageReport.Write(parse, host.Terminal.Error);
        }

        try
        {
            return parse.Invoke(invocation);
        }
        catch (Exception failure)
        {
            return new FailureReport(host).Write(failure);
        }
    }

    /// <summary>The root of all commands.</summary>
    /// <param name="width">Characters in a line of help.</param>
    internal static RootCommand CreateRoot(int width)
    {
        RootCommand root = new("Simulates analog chips that learn by equilibrium propagation.")
        {
            HelpName = Name,
        };
        root.Add(new QuietOption());
        foreach (Command command in Commands())
        {
            root.Add(command);
        }

        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExitCodes(new HelpAction { MaxWidth = width });
        return root;
    }
}
