using System.CommandLine;
using System.Globalization;
using EqProp.Analog.Numerics.Quantities;

namespace EqProp.Analog.Cli.Options;

/// <summary><c>--temperatures 250,300,350</c>: temperatures in kelvins, with or without their unit; empty if not given.</summary>
internal sealed class TemperaturesOption : Option<double[]>
{
    public TemperaturesOption()
        : base("--temperatures")
    {
        Description = "Instead of waveforms, find where the nodes settle at these temperatures, in kelvins with commas between, such as 250,300,350.";
        HelpName = "list";
        Arity = ArgumentArity.ExactlyOne;
        CustomParser = result =>
        {
            List<double> kelvins = [];
            foreach (string text in result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries)))
            {
                bool plain = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double kelvin);
                if ((!plain && !QuantityText.TryParse(text, UnitTable.Get("K"), out kelvin, out _)) || !(kelvin > 0) || !double.IsFinite(kelvin))
                {
                    result.AddError($"--temperatures takes temperatures above 0 K with commas between, not '{text}'.");
                    return [];
                }

                kelvins.Add(kelvin);
            }

            return [.. kelvins];
        };
    }
}
