using System.CommandLine;
using System.CommandLine.Parsing;
using EqProp.Analog.Circuits;

namespace EqProp.Analog.Cli.Invocation;

/// <summary>Tells the user what is wrong with a command line.</summary>
internal static class UsageReport
{
    /// <summary>Writes every error, with the nearest known names of what was not understood.</summary>
    /// <returns>The exit code.</returns>
    public static int Write(ParseResult parse, TextWriter error)
    {
        Command command = parse.CommandResult.Command;
        string[] known = [.. Names(command), .. parse.CommandResult.RecursiveOptions()];
        string? misspelt = parse.UnmatchedTokens.FirstOrDefault();
        foreach (ParseError problem in misspelt is null ? parse.Errors : parse.Errors.Where(NamesToken))
        {
            error.WriteLine($"error usage: {problem.Message}");
        }

        if (misspelt is not null && NearestName.Find(misspelt, known) is { } nearest)
        {
            error.WriteLine($"  Did you mean '{nearest}'?");
        }

        error.WriteLine($"  '{PathOf(parse.CommandResult)} --help' lists what there is.");
        return ExitCode.Usage;

        // With a misspelt command the parser also misses a command; that says nothing new.
        bool NamesToken(ParseError problem) => parse.UnmatchedTokens.Any(token => problem.Message.Contains($"'{token}'", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Names(Command command) =>
        command.Subcommands.Select(child => child.Name).Concat(command.Options.SelectMany(option => option.Aliases.Prepend(option.Name)));

    private static IEnumerable<string> RecursiveOptions(this SymbolResult result)
    {
        for (SymbolResult? parent = result.Parent; parent is not null; parent = parent.Parent)
        {
            foreach (Option option in ((CommandResult)parent).Command.Options.Where(option => option.Recursive))
            {
                yield return option.Name;
            }
        }
    }

    private static string PathOf(CommandResult result) => result.Parent is CommandResult parent
        ? $"{PathOf(parent)} {result.Command.Name}"
        : Tool.Name;
}
