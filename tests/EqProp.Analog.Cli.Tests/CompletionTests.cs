using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Cli.Tests;

/// <summary>Completion scripts, and what the program suggests.</summary>
public sealed class CompletionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("pwsh")]
    public void A_script_asks_the_program(string shell)
    {
        CommandResult result = InProcess.Run("completion", shell);

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Contains("[suggest:", result.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("valid", "validate")]
    [InlineData("validate mnist-leaky-b", "mnist-leaky-best")]
    [InlineData("data fetch fash", "fashion-mnist")]
    [InlineData("presets show xor --see", "--seed")]
    [InlineData("completion pw", "pwsh")]
    [InlineData("expl", "explain")]
    [InlineData("explain chip-130", "chip-130nm")]
    [InlineData("chip show board", "board-discrete")]
    [InlineData("chip show ideal-chip --val", "--values")]
    [InlineData("simulate chip-180nm --temp", "--temperatures")]
    [InlineData("energy digits-leaky --sw", "--sweep")]
    public void The_program_suggests(string line, string expected)
    {
        CommandResult result = InProcess.Run($"[suggest:{line.Length}]", line);

        Assert.Equal([expected], result.Out.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    [UnixFact]
    public void Bash_reads_the_script_and_completes_with_it()
    {
        string script = _folder.Write("completion.bash", InProcess.Run("completion", "bash").Out);
        string caller = _folder.Write("try.bash", """
            source "$1"
            COMP_LINE="eqprop data fetch fash" COMP_POINT=22 COMP_WORDS=(eqprop data fetch fash) COMP_CWORD=3
            _eqprop "$2"
            printf '%s\n' "${COMPREPLY[@]}"
            """);

        Assert.Equal(0, RealProcess.Start("bash", _folder.Path, "-n", script).ExitCode);
        CommandResult result = RealProcess.Start("bash", _folder.Path, caller, script, RealProcess.Program);

        Assert.Equal(("fashion-mnist\n", ""), (result.Out, result.Error));
    }
}
