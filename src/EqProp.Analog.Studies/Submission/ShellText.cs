namespace EqProp.Analog.Studies.Submission;

/// <summary>Words as a POSIX shell reads them.</summary>
public static class ShellText
{
    /// <summary>A word between single quotes, where a shell would change it otherwise.</summary>
    /// <param name="word">The word.</param>
    /// <returns>What to write.</returns>
    public static string Quote(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "-_./=,:@%+".Contains(c, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    /// <summary>A command line.</summary>
    /// <param name="words">Its words.</param>
    /// <returns>What to write.</returns>
    public static string Line(IEnumerable<string> words) => string.Join(' ', words.Select(Quote));
}
