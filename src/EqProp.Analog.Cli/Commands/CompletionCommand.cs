using System.CommandLine;
using EqProp.Analog.Cli.Invocation;

namespace EqProp.Analog.Cli.Commands;

/// <summary>
/// <c>eqprop completion</c>: a script for a shell, which asks the program itself (with the parser's <c>[suggest:N]</c>
/// directive) how a command line may go on.
/// </summary>
internal sealed class CompletionCommand : ToolCommand
{
    private readonly Argument<string> _shell = new("shell") { Description = "The shell." };

    public CompletionCommand()
        : base("completion", "Print a script that completes command lines in a shell.")
    {
        _shell.AcceptOnlyFromAmong("bash", "zsh", "fish", "pwsh");
        Add(_shell);
    }

    protected override int Run(CommandContext context)
    {
        string resource = $"completion.{context.Get(_shell)}";
        using Stream script = typeof(CompletionCommand).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The resource {resource} is not in the program.");
        using StreamReader reader = new(script);
        context.Terminal.Write(reader.ReadToEnd());
        return ExitCode.Done;
    }
}
