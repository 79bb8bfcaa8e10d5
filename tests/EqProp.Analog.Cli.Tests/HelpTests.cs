using System.CommandLine;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Cli.Tests;

/// <summary>Every command's help is a text that was looked at.</summary>
public sealed class HelpTests
{
    private const string Approved = "tests/EqProp.Analog.Cli.Tests/Approved";

    public static TheoryData<string> CommandLines() => [.. Paths(Tool.CreateRoot(100), "")];

    [Theory]
    [MemberData(nameof(CommandLines))]
    public void Help_is_as_approved(string command)
    {
        CommandResult result = InProcess.Run([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Empty(result.Error);
        Approval.Verify(Approved, $"help {command}".Trim().Replace(' ', '-'), result.Out);
    }

    [Fact]
    public void Without_arguments_the_help_goes_to_standard_error_and_the_exit_code_is_that_of_misuse()
    {
        CommandResult result = InProcess.Run();

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.Empty(result.Out);
        Assert.Contains("Exit codes:", result.Error, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Paths(Command command, string path) =>
        command.Subcommands.SelectMany(child => Paths(child, $"{path} {child.Name}".Trim())).Prepend(path);
}
