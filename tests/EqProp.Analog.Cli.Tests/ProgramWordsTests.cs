using EqProp.Analog.Cli.Invocation;

namespace EqProp.Analog.Cli.Tests;

/// <summary>How a script starts this program again.</summary>
public class ProgramWordsTests
{
    [Theory]
    [InlineData("/home/me/.dotnet/tools/eqprop", "/home/me/.dotnet/tools/eqprop")]
    [InlineData("/usr/share/dotnet/dotnet", "/usr/share/dotnet/dotnet|/opt/eqprop/eqprop.dll")]
    [InlineData(null, "dotnet|/opt/eqprop/eqprop.dll")]
    public void A_program_is_started_as_it_was(string? process, string expected) =>
        Assert.Equal(expected, string.Join('|', ProgramWords.Of(process, "/opt/eqprop/eqprop.dll")));

    [Fact]
    public void The_program_of_this_process_is_there() => Assert.All(ProgramWords.OfProcess(), word => Assert.True(File.Exists(word), word));
}
