using System.CommandLine;
using EqProp.Analog.Cli.Options;
using EqProp.Analog.Cli.Terminals;
using EqProp.Analog.Studies.Submission;

namespace EqProp.Analog.Cli.Invocation;

/// <summary>What a running command has: its arguments and options, the terminal, and the world around the program.</summary>
internal sealed class CommandContext
{
    private readonly ParseResult _parse;
    private readonly ToolInvocation _invocation;

    public CommandContext(ParseResult parse, ToolInvocation invocation)
    {
        _parse = parse;
        _invocation = invocation;
        Terminal = invocation.Host.Terminal with { Quiet = parse.GetValue<bool>(QuietOption.Name) };
    }

    /// <summary>Where output goes.</summary>
    public Terminal Terminal { get; }

    /// <summary>The world around the program.</summary>
    public ToolHost Host => _invocation.Host;

    /// <summary>Value of an option; its default if it was not given.</summary>
    public T? Get<T>(Option<T> option) => _parse.GetValue(option);

    /// <summary>Value of an argument that must be given.</summary>
    public T Get<T>(Argument<T> argument)
        where T : notnull => _parse.GetRequiredValue(argument);

    /// <summary>Value of an argument that may be left out; null without one.</summary>
    public T? Find<T>(Argument<T> argument)
        where T : class => _parse.GetResult(argument) is { Implicit: false } ? _parse.GetValue(argument) : null;

    /// <summary>Whether an option stands on the command line.</summary>
    public bool IsGiven(Option option) => _parse.GetResult(option) is { Implicit: false };

    /// <summary>The command line as it can be typed again, without an option that has a value: a folder that exists by then.</summary>
    /// <param name="left">The option that is left out.</param>
    public string CommandTextWithout(Option left)
    {
        List<string> words = [Tool.Name];
        string[] names = [left.Name, .. left.Aliases];
        for (int i = 0; i < _invocation.Arguments.Count; i++)
        {
            string word = _invocation.Arguments[i];
            if (names.Contains(word))
            {
                i++;
            }
            else if (!names.Any(name => HoldsValueOf(name, word)))
            {
                words.Add(word);
            }
        }

        return ShellText.Line(words);
    }

    // --out=runs, --out:runs, and for one letter also -oruns.
    private static bool HoldsValueOf(string name, string word) =>
        word.Length > name.Length && word.StartsWith(name, StringComparison.Ordinal)
        && (word[name.Length] is '=' or ':' || !name.StartsWith("--", StringComparison.Ordinal));
}
