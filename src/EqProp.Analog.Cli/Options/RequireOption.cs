using System.CommandLine;
using System.Globalization;
using EqProp.Analog.Cli.Invocation;
using EqProp.Analog.Numerics.Quantities;

namespace EqProp.Analog.Cli.Options;

/// <summary>A largest difference: a voltage, or a number of swings.</summary>
/// <param name="Volts">In volts; null if given in swings.</param>
/// <param name="Swings">In swings; null if given in volts.</param>
internal sealed record LargestDifference(double? Volts, double? Swings)
{
    /// <summary>The same in volts.</summary>
    public double InVolts(double swing) => Volts ?? Swings!.Value * swing;
}

/// <summary><c>--require "100 nV"</c> or <c>--require 1e-7</c>: the largest difference allowed; null if it is not given.</summary>
internal sealed class RequireOption : Option<LargestDifference?>
{
    public RequireOption()
        : base("--require")
    {
        Description = $"Exit with {ExitCode.RequirementFailed} if the largest difference is above this: a voltage, or a number of swings.";
        HelpName = "difference";
        CustomParser = result =>
        {
            string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            bool plain = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number);
            QuantityFailure? failure = null;
            if (!plain && !QuantityText.TryParse(text, UnitTable.Get("V"), out number, out failure))
            {
                result.AddError($"--require: {failure.Message}");
                return null;
            }

            if (!(number >= 0) || !double.IsFinite(number))
            {
                result.AddError($"--require takes a difference from zero up, not '{text}'.");
                return null;
            }

            return plain ? new LargestDifference(null, number) : new LargestDifference(number, null);
        };
    }
}
