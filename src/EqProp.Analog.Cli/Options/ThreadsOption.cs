namespace EqProp.Analog.Cli.Options;

/// <summary><c>--threads N</c>. Results do not depend on it.</summary>
internal sealed class ThreadsOption : WholeNumberOption
{
    public ThreadsOption()
        : base("--threads", 1) =>
        Description = "Threads to use; results do not depend on it. All processors if not given.";
}
