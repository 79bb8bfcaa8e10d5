using System.CommandLine;

namespace EqProp.Analog.Cli.Options;

/// <summary><c>--quiet</c>, for every command: no notes and no progress.</summary>
internal sealed class QuietOption : Option<bool>
{
    /// <summary>Name on the command line.</summary>
    public new const string Name = "--quiet";

    public QuietOption()
        : base(Name, "-q")
    {
        Description = "No notes and no progress; errors are still shown.";
        Recursive = true;
    }
}
