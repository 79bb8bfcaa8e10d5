using System.Globalization;
using System.Text.RegularExpressions;

namespace EqProp.Analog.Studies.Submission;

/// <summary>What a Slurm cluster takes.</summary>
/// <param name="ArraySize">Tasks of an array are numbered below this.</param>
/// <param name="Jobs">Jobs that its controller keeps, each task of an array among them.</param>
internal sealed partial record SlurmLimits(int? ArraySize, int? Jobs)
{
    /// <summary>Reads what <c>scontrol show config</c> says.</summary>
    public static SlurmLimits Parse(string config) => new(Find(ArraySizeLine().Match(config)), Find(JobsLine().Match(config)));

    private static int? Find(Match match) =>
        match.Success && int.TryParse(match.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0 ? number : null;

    [GeneratedRegex(@"^\s*MaxArraySize\s*=\s*(\d+)", RegexOptions.Multiline)]
    private static partial Regex ArraySizeLine();

    [GeneratedRegex(@"^\s*MaxJobCount\s*=\s*(\d+)", RegexOptions.Multiline)]
    private static partial Regex JobsLine();
}
