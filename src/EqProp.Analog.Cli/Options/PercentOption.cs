using System.CommandLine;
using System.Globalization;

namespace EqProp.Analog.Cli.Options;

/// <summary>An option that takes a share in percent, with or without its sign; null if it is not given.</summary>
internal sealed class PercentOption : Option<double?>
{
    /// <param name="name">Name on the command line, with its dashes.</param>
    public PercentOption(string name)
        : base(name)
    {
        HelpName = "percent";
        CustomParser = result =>
        {
            string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (double.TryParse(text.TrimEnd('%', ' '), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double percent) && percent is > 0 and <= 100)
            {
                return percent;
            }

            result.AddError($"{name} takes a share above 0 and up to 100 %, such as 95%, not '{text}'.");
            return null;
        };
    }
}
