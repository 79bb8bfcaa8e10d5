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
        string[] known = [.. Names(command), .. InheritedOptions(parse.CommandResult)];
        IReadOnlyList<string> unknown = Unknown(parse.UnmatchedTokens);
        string[] problems = unknown.Count > 0
            ? [.. unknown.Select(token => $"'{token}' is not known here.{Hint(token, known)}")]
            : [.. parse.Errors.Select(problem => problem.Message)];
        foreach (string problem in problems)
        {
            error.WriteLine($"error usage: {problem}");
        }

        error.WriteLine($"  '{PathOf(parse.CommandResult)} --help' lists what there is.");
        return ExitCode.Usage;
    }

    // What follows an unknown option or command is unknown only because of it.
    private static IReadOnlyList<string> Unknown(IReadOnlyList<string> unmatched)
    {
        string[] options = [.. unmatched.Where(token => token.StartsWith('-'))];
        return options.Length > 0 ? options : [.. unmatched.Take(1)];
    }

    private static string Hint(string token, IReadOnlyList<string> known) =>
        NearestName.Find(token, known) is { } nearest ? $" Did you mean '{nearest}'?" : "";

    private static IEnumerable<string> Names(Command command) =>
        command.Subcommands.Select(child => child.Name).Concat(command.Options.SelectMany(option => option.Aliases.Prepend(option.Name)));

    private static IEnumerable<string> InheritedOptions(SymbolResult result)
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
