namespace EqProp.Analog.Circuits;

/// <summary>What a user-facing failure is about; a command turns it into its exit code.</summary>
public enum FailureKind
{
    /// <summary>The description, the data or an option is wrong.</summary>
    BadInput,

    /// <summary>A file or folder could not be read or written.</summary>
    InputOutput,

    /// <summary>The dynamics of the circuit left every bound.</summary>
    Diverged,

    /// <summary>A program that does part of the work is not installed.</summary>
    Unavailable,
}

/// <summary>A failure that the user can mend; carries every violation found, not only the first.</summary>
public sealed class InputException : Exception
{
    /// <summary>Makes a failure from all violations found together.</summary>
    /// <param name="violations">At least one violation.</param>
    /// <param name="kind">What the failure is about.</param>
    /// <param name="inner">The cause, where there is one.</param>
    public InputException(IReadOnlyList<Violation> violations, FailureKind kind = FailureKind.BadInput, Exception? inner = null)
        : base(string.Join(Environment.NewLine, violations), inner)
    {
        ArgumentOutOfRangeException.ThrowIfZero(violations.Count);
        Violations = violations;
        Kind = kind;
    }

    /// <summary>Makes a failure from one violation.</summary>
    /// <param name="code">Stable short name of the rule.</param>
    /// <param name="path">File and JSON path, option name, or data file.</param>
    /// <param name="message">What was found and what is allowed.</param>
    /// <param name="remedy">What to do about it.</param>
    /// <param name="kind">What the failure is about.</param>
    /// <param name="inner">The cause, where there is one.</param>
    public InputException(
        string code, string path, string message, string remedy,
        FailureKind kind = FailureKind.BadInput, Exception? inner = null)
        : this([new Violation(code, path, message, remedy)], kind, inner)
    {
    }

    /// <summary>Everything that was found wrong.</summary>
    public IReadOnlyList<Violation> Violations { get; }

    /// <summary>What the failure is about.</summary>
    public FailureKind Kind { get; }
}
