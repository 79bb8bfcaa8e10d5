using System.CommandLine;
using EqProp.Analog.Circuits;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Cli.Presets;

namespace EqProp.Analog.Cli.Options;

/// <summary>A circuit on the command line: a file or the name of a preset, with <c>--set</c>, <c>--seed</c> and <c>--die-seed</c>.</summary>
internal sealed class CircuitInput
{
    private readonly Argument<string> _circuit;
    private readonly SettingsOption _settings = new();
    private readonly SeedOption _seed = new();
    private readonly DieSeedOption? _die;

    /// <summary>Adds the argument and the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="optional">Whether the circuit may be left out.</param>
    /// <param name="fabricates">Whether the command makes a chip, so that one can choose its die.</param>
    public CircuitInput(Command command, bool optional = false, bool fabricates = false)
    {
        _circuit = NewArgument("circuit");
        _circuit.Arity = optional ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne;
        command.Add(_circuit);
        command.Add(_settings);
        command.Add(_seed);
        if (fabricates)
        {
            command.Add(_die = new DieSeedOption());
        }
    }

    /// <summary>An argument that takes a circuit file or the name of a preset, and completes presets.</summary>
    public static Argument<string> NewArgument(string name)
    {
        Argument<string> argument = new(name) { Description = "A circuit file, or the name of a preset.", HelpName = name };
        argument.CompletionSources.Add(completion => PresetShelf.Find(ToolHost.OfProcess()).Names
            .Where(preset => preset.StartsWith(completion.WordToComplete, StringComparison.OrdinalIgnoreCase))
            .Select(preset => new System.CommandLine.Completions.CompletionItem(preset)));
        return argument;
    }

    /// <summary>Whether a circuit was typed.</summary>
    public bool IsGiven(CommandContext context) => context.Find(_circuit) is not null;

    /// <summary>What was typed for the circuit.</summary>
    public string NameIn(CommandContext context) => context.Find(_circuit) ?? throw new InputException(
        "circuit.missing", "circuit", "No circuit is given.", "Name a circuit file or a preset (eqprop presets list).");

    /// <summary>Loads the circuit with its settings.</summary>
    /// <param name="context">The invocation.</param>
    /// <param name="file">The circuit file, where it is not the one that was typed.</param>
    /// <exception cref="InputException">The circuit cannot be read or is wrong; carries all violations.</exception>
    public ResolvedCircuit Load(CommandContext context, string? file = null)
    {
        List<string> settings = [.. context.Get(_settings) ?? []];
        if (context.Get(_seed) is { } seed)
        {
            settings.Add($"learning.seed={seed}");
        }

        if (_die is not null && context.Get(_die) is { } die)
        {
            settings.Add($"circuit.fabrication.die={die}");
        }

        return CircuitLoader.Load(file ?? PresetShelf.Find(context.Host).FileOf(NameIn(context)), settings);
    }
}
