namespace EqProp.Analog.Cli.Invocation;

/// <summary>What the program's exit codes mean; listed for users at the end of <c>eqprop --help</c>.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Usage = 1;
    public const int RequirementFailed = 3;
    public const int Diverged = 4;
    public const int BadInput = 65;
    public const int Unavailable = 69;
    public const int Defect = 70;
    public const int InputOutput = 74;
    public const int Requeue = 75;
    public const int Interrupted = 130;
    public const int Terminated = 143;
}
