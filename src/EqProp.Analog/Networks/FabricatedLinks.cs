using EqProp.Analog.Circuits;
using EqProp.Analog.NonIdealities;

namespace EqProp.Analog.Networks;

/// <summary>Gives the fixed couplings of a layout the gains of one die: each transconductor of a gyrator its own, both ends of a resistor one.</summary>
internal sealed class FabricatedLinks(NetworkLayout layout, SpreadTable spreads)
{
    private readonly DieGradient? _gyratorGradient = spreads.Gradient(VariedParameter.GyratorGain);
    private readonly DieGradient? _linkGradient = spreads.Gradient(VariedParameter.LinkGain);
    private readonly HashSet<(int, int)> _gyrators =
        [.. layout.Cells.SelectMany(cell => new[] { (cell.Activator, cell.Inhibitor), (cell.Inhibitor, cell.Activator) })];

    /// <summary>The links with their drawn gains.</summary>
    public IReadOnlyList<Link> Apply()
    {
        // Factors of the resistors whose one end came already, by where the other lies.
        Dictionary<(int Source, int Target, int Shift), double[]> ends = [];
        var drawn = new Link[layout.Links.Count];
        for (int l = 0; l < drawn.Length; l++)
        {
            Link link = layout.Links[l];
            double[]? factors = null;
            if (_gyrators.Contains((link.Source, link.Target)))
            {
                factors = Draw(VariedParameter.GyratorGain, _gyratorGradient, l);
            }
            else if (link.Loads && ends.TryGetValue((link.Target, link.Source, -link.Shift), out double[]? others))
            {
                factors = [.. link.Gains.Select((gain, i) => gain == 0 ? 1 : others[link.Seen(i)])];
            }
            else if (link.Loads)
            {
                factors = Draw(VariedParameter.LinkGain, _linkGradient, l);
                ends[(link.Source, link.Target, link.Shift)] = factors;
            }

            drawn[l] = factors is null ? link : link with { Gains = [.. link.Gains.Zip(factors, (gain, factor) => gain * factor)] };
        }

        return drawn;
    }

    private double[] Draw(VariedParameter parameter, DieGradient? gradient, int l)
    {
        Link link = layout.Links[l];
        string target = layout.Groups[link.Target].Name;
        double shared = spreads.SharedFactor(parameter, target, 1);
        ParameterSpread[] mismatch = spreads.Mismatch(parameter, target);
        return [.. link.Gains.Select((gain, i) => gain == 0 ? 1 : shared * spreads.DeviceFactor(mismatch, 1, l, i)
            * (1 + (gradient?.At(FabricatedNodes.Place(layout, link.Target, i)) ?? 0)))];
    }
}
