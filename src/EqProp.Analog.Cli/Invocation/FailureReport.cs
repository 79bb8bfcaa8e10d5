using EqProp.Analog.Circuits;

namespace EqProp.Analog.Cli.Invocation;

/// <summary>Tells the user what went wrong, on standard error, and chooses the exit code.</summary>
internal sealed class FailureReport(ToolHost host)
{
    private readonly TextWriter _error = host.Terminal.Error;

    /// <summary>Writes a failure.</summary>
    /// <returns>The exit code.</returns>
    public int Write(Exception failure)
    {
        switch (failure)
        {
            case InputException input:
                foreach (Violation violation in input.Violations)
                {
                    Write(violation.Code, violation.Path, violation.Message, violation.Remedy);
                }

                return CodeOf(input.Kind);
            case OperationCanceledException:
                _error.WriteLine("stopped");
                return ExitCode.Interrupted;
            case IOException or UnauthorizedAccessException:
                Write("file", "a file or folder", failure.Message, "Check that it exists, can be written, and has room.");
                return ExitCode.InputOutput;
            case OutOfMemoryException:
                Write(
                    "memory.exhausted", "the circuit", "It needs more memory than there is.",
                    "Use smaller layers, a smaller batchSize, or fewer stored states (learning.start=zero, or fewer training examples).");
                return ExitCode.BadInput;
            default:
                WriteDefect(failure);
                return ExitCode.Defect;
        }
    }

    private void WriteDefect(Exception failure)
    {
        string message = failure.Message.ReplaceLineEndings(" ");
        _error.WriteLine($"error defect: {failure.GetType().Name}: {message} Please report this with the command line; EQPROP_TRACE=1 shows where it arose.");
        if (host.Variable("EQPROP_TRACE") == "1")
        {
            _error.WriteLine(failure);
        }
    }

    private void Write(string code, string path, string message, string remedy)
    {
        _error.WriteLine($"error {code}: {path}");
        _error.WriteLine($"  {message}");
        _error.WriteLine($"  {remedy}");
    }

    private static int CodeOf(FailureKind kind) => kind switch
    {
        FailureKind.InputOutput => ExitCode.InputOutput,
        FailureKind.Diverged => ExitCode.Diverged,
        FailureKind.Unavailable => ExitCode.Unavailable,
        _ => ExitCode.BadInput,
    };
}
