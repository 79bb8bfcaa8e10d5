using System.CommandLine;
using System.Globalization;

namespace EqProp.Analog.Cli.Options;

/// <summary><c>--hours 1,24,168</c>: times after learning, in hours; empty if not given.</summary>
internal sealed class HoursOption : Option<double[]>
{
    public HoursOption()
        : base("--hours")
    {
        Description = "Measure again when the synapse devices have aged so many hours since learning; commas between, such as 1,24,168.";
        HelpName = "list";
        Arity = ArgumentArity.ExactlyOne;
        CustomParser = result =>
        {
            List<double> hours = [];
            foreach (string text in result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries)))
            {
                if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) || !(number >= 0) || !double.IsFinite(number))
                {
                    result.AddError($"--hours takes hours from 0 up with commas between, not '{text}'.");
                    return [];
                }

                hours.Add(number);
            }

            return [.. hours];
        };
    }
}
