using EqProp.Analog.Circuits;

namespace EqProp.Analog.Networks;

/// <summary>
/// How much a state of each group counts in the energy: bidirectional amplifiers make forces reciprocal only in a metric that weighs
/// a group by the squared gain between it and the outputs.
/// </summary>
/// <remarks>
/// An amplifier of gain A passes voltages forward times A and currents back times 1 / A, so that the weight of the source group is
/// A^2 times that of the target; 1 at the outputs (the nudge acts there). One-way couplings and clamped inputs bind nothing.
/// </remarks>
public sealed class NetworkMetric
{
    private const double Agreement = 1e-9;

    private NetworkMetric(double[] weights, bool isConsistent)
    {
        Weights = weights;
        IsConsistent = isConsistent;
    }

    /// <summary>Weight m of each group, the clamped group first; all 1 where no weights are consistent.</summary>
    public IReadOnlyList<double> Weights { get; }

    /// <summary>Whether the gains along every closed path agree, without which there is no energy.</summary>
    public bool IsConsistent { get; }

    /// <summary>Finds the weights of a layout.</summary>
    /// <param name="layout">Groups and couplings.</param>
    /// <returns>The metric.</returns>
    public static NetworkMetric Of(NetworkLayout layout)
    {
        Coupling[] binding = [.. layout.Couplings.Where(c => c.Kind == EdgeKind.Reciprocal && c.Source != 0 && c.Target != 0)];
        var weights = new double[layout.Groups.Count];
        for (int g = weights.Length - 1; g >= 0; g--)
        {
            if (weights[g] == 0)
            {
                weights[g] = 1;
                Spread(binding, weights);
            }
        }

        bool consistent = binding.All(c =>
            Math.Abs(c.Gain * c.Gain * weights[c.Target] - weights[c.Source]) <= Agreement * weights[c.Source]);
        return new NetworkMetric(consistent ? weights : [.. weights.Select(_ => 1.0)], consistent);
    }

    private static void Spread(Coupling[] binding, double[] weights)
    {
        for (bool changed = true; changed;)
        {
            changed = false;
            foreach (Coupling c in binding)
            {
                double square = c.Gain * c.Gain;
                if (weights[c.Target] != 0 && weights[c.Source] == 0)
                {
                    weights[c.Source] = square * weights[c.Target];
                    changed = true;
                }
                else if (weights[c.Source] != 0 && weights[c.Target] == 0)
                {
                    weights[c.Target] = weights[c.Source] / square;
                    changed = true;
                }
            }
        }
    }
}
