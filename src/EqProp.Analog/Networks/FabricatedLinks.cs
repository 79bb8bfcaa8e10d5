using EqProp.Analog.Circuits;
using EqProp.Analog.NonIdealities;

namespace EqProp.Analog.Networks;

/// <summary>Gives the fixed couplings of a layout the gains of one die: each transconductor of a gyrator its own, both ends of a resistor one.</summary>
internal sealed class FabricatedLinks(NetworkLayout layout, SpreadTable spreads)
{
    private readonly DieGradient? _gyratorGradient = spreads.Gradient(VariedParameter.GyratorGain);
    private readonly DieGradient? _linkGradient = spreads.Gradient(VariedParameter.LinkGain);

    /// <summary>The links with their drawn gains.</summary>
    public IReadOnlyList<Link> Apply()
    {
        double[][] factors = [.. layout.Links.Select((link, l) => IsGyrator(link) ? Draw(VariedParameter.GyratorGain, _gyratorGradient, l)
            : link.Loads && TwinBefore(l) is null ? Draw(VariedParameter.LinkGain, _linkGradient, l)
            : [])];
        return [.. layout.Links.Select((link, l) => link with { Gains = [.. link.Gains.Select((gain, i) => gain == 0 ? 0 : gain * FactorOf(factors, l, i))] })];
    }

    /// <summary>Whether a link joins the two states of a cell.</summary>
    public bool IsGyrator(Link link) => layout.Cells.Any(cell =>
        (link.Source == cell.Activator && link.Target == cell.Inhibitor) || (link.Source == cell.Inhibitor && link.Target == cell.Activator));

    private double FactorOf(double[][] factors, int l, int node)
    {
        if (factors[l].Length > 0)
        {
            return factors[l][node];
        }

        // The other end of the same resistor, where this one sees it.
        return layout.Links[l].Loads && TwinBefore(l) is { } twin ? factors[twin][layout.Links[l].Seen(node)] : 1;
    }

    /// <summary>The earlier link that is the same resistors seen from their other ends.</summary>
    private int? TwinBefore(int l)
    {
        Link link = layout.Links[l];
        int at = layout.Links.Take(l).ToList().FindIndex(other =>
            other.Loads && other.Source == link.Target && other.Target == link.Source && other.Shift == -link.Shift);
        return at < 0 ? null : at;
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
