using EqProp.Analog.Networks;

namespace EqProp.Analog.Stability;

/// <summary>One parameter of a whole chip, moved away from where it is.</summary>
/// <param name="Parameter">Which.</param>
/// <param name="IsFactor">Whether it is multiplied; else something is added.</param>
/// <param name="Present">Where it is now: a factor's mean over the chip, or the mean of what is shifted.</param>
public sealed record ParameterMove(MovedParameter Parameter, bool IsFactor, double Present)
{
    /// <summary>What can be moved on a chip.</summary>
    /// <param name="layout">Groups and couplings.</param>
    /// <param name="parameters">Weights and biases.</param>
    /// <returns>Only what is there and not zero where it is multiplied.</returns>
    public static IReadOnlyList<ParameterMove> Of(NetworkLayout layout, NetworkParameters parameters)
    {
        int[] inhibitors = [.. layout.Cells.Select(cell => cell.Inhibitor)];
        int[] others = [.. Enumerable.Range(1, layout.Groups.Count - 1).Except(inhibitors)];
        List<ParameterMove> moves = [new(MovedParameter.Input, false, Mean(others.SelectMany(g => parameters.Biases[g])))];
        if (inhibitors.Length > 0)
        {
            moves.Add(new(MovedParameter.InhibitorInput, false, Mean(inhibitors.SelectMany(g => parameters.Biases[g]))));
            moves.Add(new(MovedParameter.Gamma, true, Mean(inhibitors.SelectMany(g => layout.Groups[g].Leak))));
            moves.Add(new(MovedParameter.Tau, true, Mean(inhibitors.SelectMany(g => layout.Groups[g].Capacitance))));
        }

        foreach (MovedParameter kind in (MovedParameter[])[MovedParameter.Synapses, MovedParameter.Resistors, MovedParameter.InhibitorResistors])
        {
            double[] strengths =
            [
                .. layout.Couplings.SelectMany((coupling, c) => KindOf(layout, coupling) == kind ? parameters.Weights[c] : []),
                .. layout.Links.Where(link => KindOf(layout, link) == kind).SelectMany(link => link.Gains),
            ];
            if (strengths.Any(strength => strength != 0))
            {
                moves.Add(new(kind, true, Mean(strengths.Where(strength => strength != 0).Select(Math.Abs))));
            }
        }

        return moves;
    }

    /// <summary>The network after a move.</summary>
    /// <param name="layout">Groups and couplings.</param>
    /// <param name="parameters">Weights and biases.</param>
    /// <param name="amount">Logarithm of the factor, or the shift; 0 leaves all as it is.</param>
    /// <returns>The equations.</returns>
    public NetworkEquations Apply(NetworkLayout layout, NetworkParameters parameters, double amount)
    {
        double factor = Math.Exp(amount);
        int[] inhibitors = [.. layout.Cells.Select(cell => cell.Inhibitor)];
        NetworkParameters moved = parameters.Clone();
        switch (Parameter)
        {
            case MovedParameter.Input or MovedParameter.InhibitorInput:
                for (int g = 1; g < moved.Biases.Length; g++)
                {
                    bool isMoved = inhibitors.Contains(g) == (Parameter == MovedParameter.InhibitorInput);
                    moved.Biases[g] = [.. moved.Biases[g].Select(bias => bias + (isMoved ? amount : 0))];
                }

                return new NetworkEquations(layout, moved);
            case MovedParameter.Gamma:
                return new NetworkEquations(WithInhibitors(group => group with { Leak = Scaled(group.Leak, factor) }), moved);
            case MovedParameter.Tau:
                return new NetworkEquations(WithInhibitors(group => group with { Capacitance = Scaled(group.Capacitance, factor) }), moved);
            default:
                for (int c = 0; c < moved.Weights.Length; c++)
                {
                    moved.Weights[c] = KindOf(layout, layout.Couplings[c]) == Parameter ? Scaled(moved.Weights[c], factor) : moved.Weights[c];
                }

                Link[] links = [.. layout.Links.Select(link => KindOf(layout, link) == Parameter ? link with { Gains = Scaled(link.Gains, factor) } : link)];
                return new NetworkEquations(layout with { Links = links }, moved);
        }

        NetworkLayout WithInhibitors(Func<NodeGroup, NodeGroup> change) =>
            layout with { Groups = [.. layout.Groups.Select((group, g) => inhibitors.Contains(g) ? change(group) : group)] };
    }

    /// <summary>The value of the parameter after a move.</summary>
    /// <param name="amount">Logarithm of the factor, or the shift.</param>
    /// <returns>Mean over the chip.</returns>
    public double ValueAt(double amount) => IsFactor ? Present * Math.Exp(amount) : Present + amount;

    private static MovedParameter KindOf(NetworkLayout layout, Coupling coupling) =>
        KindOf(layout, coupling.Target, coupling.IsResistive);

    // The links between the two states of a cell belong to it and are never moved.
    private static MovedParameter? KindOf(NetworkLayout layout, Link link) =>
        layout.Cells.Any(cell => (cell.Activator, cell.Inhibitor) == (link.Source, link.Target) || (cell.Inhibitor, cell.Activator) == (link.Source, link.Target))
            ? null
            : KindOf(layout, link.Target, link.Loads);

    private static MovedParameter KindOf(NetworkLayout layout, int target, bool loads) => loads
        ? layout.Cells.Any(cell => cell.Inhibitor == target) ? MovedParameter.InhibitorResistors : MovedParameter.Resistors
        : MovedParameter.Synapses;

    private static double[] Scaled(IReadOnlyList<double> values, double factor) => [.. values.Select(value => factor * value)];

    private static double Mean(IEnumerable<double> values) => values.DefaultIfEmpty().Average();
}
