using System.CommandLine;
using System.Globalization;

namespace EqProp.Analog.Cli.Options;

/// <summary><c>--betas 1e-3,1e-2</c>: nudging strengths; empty if not given.</summary>
internal sealed class BetasOption : Option<double[]>
{
    public BetasOption()
        : base("--betas")
    {
        Description = "Nudging strengths to try, above zero, with commas between; 1e-3,3e-3,1e-2,3e-2,0.1,0.3,1 if not given.";
        HelpName = "list";
        Arity = ArgumentArity.ExactlyOne;
        CustomParser = result =>
        {
            List<double> betas = [];
            foreach (string text in result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries)))
            {
                if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double beta) || !(beta > 0) || !double.IsFinite(beta))
                {
                    result.AddError($"--betas takes numbers above zero with commas between, not '{text}'.");
                    return [];
                }

                betas.Add(beta);
            }

            return [.. betas.Distinct()];
        };
    }
}
