using System.CommandLine;
using EqProp.Analog.Numerics.Quantities;

namespace EqProp.Analog.Cli.Options;

/// <summary><c>--duration "20 us"</c>: a time with its unit, in seconds; null if it is not given.</summary>
internal sealed class DurationOption : Option<double?>
{
    public DurationOption()
        : base("--duration")
    {
        Description = "Duration of the free phase, such as \"20 us\"; that of the circuit if not given.";
        HelpName = "time";
        CustomParser = result =>
        {
            string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (!QuantityText.TryParse(text, UnitTable.Get("s"), out double seconds, out QuantityFailure? failure))
            {
                result.AddError($"--duration: {failure.Message}");
                return null;
            }

            if (seconds <= 0)
            {
                result.AddError($"--duration takes a time above zero, not '{text}'.");
                return null;
            }

            return seconds;
        };
    }
}
