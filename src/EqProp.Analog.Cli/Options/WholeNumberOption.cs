using System.CommandLine;
using System.Globalization;

namespace EqProp.Analog.Cli.Options;

/// <summary>An option that takes a whole number; null if it is not given.</summary>
internal class WholeNumberOption : Option<int?>
{
    /// <param name="name">Name on the command line, with its dashes.</param>
    /// <param name="minimum">The smallest number allowed.</param>
    public WholeNumberOption(string name, int minimum)
        : base(name)
    {
        HelpName = "number";
        CustomParser = result =>
        {
            string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= minimum)
            {
                return number;
            }

            result.AddError($"{name} takes a whole number from {minimum} up, not '{text}'.");
            return null;
        };
    }
}
