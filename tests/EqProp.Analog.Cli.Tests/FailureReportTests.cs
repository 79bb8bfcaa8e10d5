using EqProp.Analog.Circuits;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Cli.Terminals;

namespace EqProp.Analog.Cli.Tests;

/// <summary>How failures become messages and exit codes.</summary>
public sealed class FailureReportTests
{
    [Theory]
    [InlineData(FailureKind.BadInput, 65)]
    [InlineData(FailureKind.InputOutput, 74)]
    [InlineData(FailureKind.Diverged, 4)]
    public void Every_kind_of_failure_has_its_exit_code(FailureKind kind, int code)
    {
        (int actual, string error) = Write(new InputException("some.rule", "a.json: b[0]", "It is [wrong].", "Mend it.", kind));

        Assert.Equal(code, actual);
        Assert.Equal(["error some.rule: a.json: b[0]", "  It is [wrong].", "  Mend it."], Lines(error));
    }

    [Fact]
    public void A_defect_is_one_line_and_its_trace_is_shown_only_when_asked_for()
    {
        InvalidOperationException defect = new("two\nlines");

        (int code, string error) = Write(defect);
        (_, string traced) = Write(defect, "1");

        Assert.Equal(ExitCode.Defect, code);
        Assert.Contains("InvalidOperationException: two lines", Assert.Single(Lines(error)), StringComparison.Ordinal);
        Assert.Contains("Please report", error, StringComparison.Ordinal);
        Assert.Contains("System.InvalidOperationException: two", traced, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bare_failure_of_files_is_no_defect() =>
        Assert.Equal(ExitCode.InputOutput, Write(new IOException("The disk is gone.")).Code);

    [Fact]
    public void A_size_beyond_the_memory_is_no_defect()
    {
        (int code, string error) = Write(new OutOfMemoryException());

        Assert.Equal(ExitCode.BadInput, code);
        Assert.StartsWith("error memory.exhausted: ", error, StringComparison.Ordinal);
        Assert.Contains("batchSize", error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_overflow_is_a_defect_and_not_taken_for_one_of_memory() =>
        Assert.Equal(ExitCode.Defect, Write(new OverflowException()).Code);

    private static (int Code, string Error) Write(Exception failure, string? trace = null)
    {
        StringWriter error = new();
        ToolHost host = new()
        {
            Terminal = new Terminal { Out = TextWriter.Null, Error = error },
            Variable = name => name == "EQPROP_TRACE" ? trace : null,
            CurrentFolder = ".",
            ProgramFolder = ".",
            ListenForStop = () => new StopSignal(),
        };
        return (new FailureReport(host).Write(failure), error.ToString());
    }

    private static string[] Lines(string text) => text.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
}
