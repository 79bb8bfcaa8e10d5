using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;

namespace EqProp.Analog.Cli.Options;

/// <summary><c>--memory 4G</c>: memory of a task on a cluster, in mebibytes.</summary>
internal sealed partial class MemoryOption : Option<int?>
{
    public MemoryOption()
        : base("--memory")
    {
        Description = "Memory of a task, such as 4G or 500M; the cluster's own default if not given.";
        HelpName = "size";
        CustomParser = result =>
        {
            string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (Form().Match(text) is { Success: true } match)
            {
                int number = int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
                if (number > 0)
                {
                    return match.Groups[2].Value is "G" or "g" ? number * 1024 : number;
                }
            }

            result.AddError($"--memory takes a size such as 4G or 500M, not '{text}'.");
            return null;
        };
    }

    [GeneratedRegex(@"^(\d{1,6}) ?([GgMm])(?:i?[Bb])?\z")]
    private static partial Regex Form();
}
