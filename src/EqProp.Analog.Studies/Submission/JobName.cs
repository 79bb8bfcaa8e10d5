namespace EqProp.Analog.Studies.Submission;

/// <summary>The name of a study as a job: what every scheduler takes, with the program's own name before it.</summary>
internal static class JobName
{
    private const int Longest = 40;

    public static string Of(string study)
    {
        char[] letters = [.. study.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-').Take(Longest)];
        return string.Join('-', ["eqprop", .. new string(letters).Split('-', StringSplitOptions.RemoveEmptyEntries)]);
    }
}
