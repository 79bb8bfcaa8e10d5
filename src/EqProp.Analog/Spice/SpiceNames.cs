using System.Text;

namespace EqProp.Analog.Spice;

/// <summary>Turns names into what SPICE takes for a name, each different from the others.</summary>
public sealed class SpiceNames
{
    /// <summary>Ground, and words that mean something else in an expression or a list of vectors.</summary>
    private static readonly string[] Reserved = ["0", "gnd", "all", "allv", "alli", "time", "temper", "freq", "frequency", "hertz", "pi", "e", "i", "c"];

    private readonly HashSet<string> _taken = [.. Reserved];

    /// <summary>Takes a name.</summary>
    /// <param name="name">Any text, such as "hidden 1[3]".</param>
    /// <returns>Lower-case letters, digits and underscores, such as <c>hidden_1_3</c>; with a number behind it where that is taken.</returns>
    public string Take(string name)
    {
        string plain = Plain(name);
        string free = plain;
        for (int k = 2; !_taken.Add(free); k++)
        {
            free = $"{plain}_{k}";
        }

        return free;
    }

    private static string Plain(string name)
    {
        var text = new StringBuilder();
        foreach (char c in name.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                text.Append(c);
            }
            else if (text.Length > 0 && text[^1] != '_')
            {
                text.Append('_');
            }
        }

        string plain = text.ToString().TrimEnd('_');
        return plain.Length > 0 && char.IsAsciiLetter(plain[0]) ? plain : $"n{plain}";
    }
}
