using System.CommandLine;

namespace EqProp.Analog.Cli.Options;

/// <summary><c>--json</c>: one JSON document on standard output instead of text.</summary>
internal sealed class JsonOption : Option<bool>
{
    public JsonOption()
        : base("--json") =>
        Description = "Write one JSON document instead of text.";
}
