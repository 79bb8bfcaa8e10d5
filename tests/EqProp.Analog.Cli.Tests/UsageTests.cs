using EqProp.Analog.Cli.Invocation;

namespace EqProp.Analog.Cli.Tests;

/// <summary>Command lines that are wrong.</summary>
public sealed class UsageTests
{
    [Theory]
    [InlineData("validate xor --sett learning.beta=1", "'--sett' is not known here. Did you mean '--set'?")]
    [InlineData("validat xor", "'validat' is not known here. Did you mean 'validate'?")]
    [InlineData("validate xor --quite", "'--quite' is not known here. Did you mean '--quiet'?")]
    [InlineData("validate", "Required argument")]
    [InlineData("validate xor --seed abc", "--seed takes a whole number from 0 up, not 'abc'.")]
    [InlineData("data show digits --count 0", "--count takes a whole number from 1 up, not '0'.")]
    [InlineData("completion csh", "csh")]
    [InlineData("presets", "Required command")]
    public void A_wrong_command_line_is_explained_on_standard_error(string commandLine, string expected)
    {
        CommandResult result = InProcess.Run(commandLine.Split(' '));

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.Empty(result.Out);
        Assert.StartsWith("error usage: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.Contains("--help' lists what there is", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_program_itself_ends_with_the_exit_code_of_misuse()
    {
        CommandResult result = RealProcess.Run("validate", "xor", "--sett", "a=1");

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.Empty(result.Out);
        Assert.Contains("Did you mean '--set'?", result.Error, StringComparison.Ordinal);
    }
}
