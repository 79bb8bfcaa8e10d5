using System.CommandLine;

namespace EqProp.Analog.Cli.Options;

/// <summary><c>--out DIR</c>: the folder to write results to.</summary>
internal sealed class OutOption : Option<string?>
{
    public OutOption()
        : base("--out", "-o")
    {
        Description = "Folder to write results to; made if there is none.";
        HelpName = "folder";
    }
}
