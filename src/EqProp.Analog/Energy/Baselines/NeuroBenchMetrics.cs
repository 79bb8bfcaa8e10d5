using EqProp.Analog.Networks;

namespace EqProp.Analog.Energy.Baselines;

/// <summary>Complexity of a network under the names of NeuroBench.</summary>
/// <remarks>
/// Footprint: bytes of parameters and states. Connection sparsity: zero weights over weights. Activation sparsity: activities at or below a threshold over all activities of
/// neurons. Effective MACs: multiply-adds an example of which neither factor is zero, a reciprocal synapse counting once for each direction in which it acts;
/// dense: with zeros.
/// </remarks>
public sealed record NeuroBenchMetrics
{
    /// <summary>Bytes of parameters and states.</summary>
    public required long Footprint { get; init; }

    /// <summary>Weights and biases.</summary>
    public required long ParameterCount { get; init; }

    /// <summary>Share of weights that are zero.</summary>
    public required double ConnectionSparsity { get; init; }

    /// <summary>Share of the neurons' activities that are zero; null without activities.</summary>
    public double? ActivationSparsity { get; init; }

    /// <summary>Multiply-adds an example, zeros among them.</summary>
    public required double DenseMacs { get; init; }

    /// <summary>Multiply-adds an example without those of zeros; null without activities.</summary>
    public double? EffectiveMacs { get; init; }

    /// <summary>Measures a network.</summary>
    /// <param name="layout">Its layout.</param>
    /// <param name="weights">Weights of each coupling, row-major [source x target].</param>
    /// <param name="activities">Activities of each group, row-major [examples x nodes], the clamped inputs first; null for what follows from the weights alone.</param>
    /// <param name="threshold">Size up to which an activity counts as zero.</param>
    /// <param name="bytesPerNumber">Bytes of a parameter or state.</param>
    /// <returns>The metrics.</returns>
    public static NeuroBenchMetrics Of(
        NetworkLayout layout, IReadOnlyList<double[]> weights, IReadOnlyList<double[]>? activities = null, double threshold = 0, int bytesPerNumber = sizeof(float))
    {
        long parameters = new ChipCounts(layout).Synapses + layout.FreeCount;
        long zeros = 0, all = 0;
        double dense = 0, effective = 0;
        for (int c = 0; c < layout.Couplings.Count; c++)
        {
            Coupling coupling = layout.Couplings[c];
            (int rows, int columns) = (layout.Groups[coupling.Source].Size, layout.Groups[coupling.Target].Size);
            double[] ahead = activities is null ? [] : Active(activities[coupling.Source], rows, threshold);
            double[] back = activities is null ? [] : Active(activities[coupling.Target], columns, threshold);
            for (int i = 0; i < rows; i++)
            {
                for (int j = 0; j < columns; j++)
                {
                    if (!coupling.Exists(i, j, columns))
                    {
                        continue;
                    }

                    bool isZero = weights[c][i * columns + j] == 0;
                    (all, zeros, dense) = (all + 1, zeros + (isZero ? 1 : 0), dense + (coupling.ActsOnSource ? 2 : 1));
                    if (activities is not null && !isZero)
                    {
                        effective += ahead[i] + (coupling.ActsOnSource ? back[j] : 0);
                    }
                }
            }
        }

        return new()
        {
            Footprint = bytesPerNumber * (parameters + layout.FreeCount),
            ParameterCount = parameters,
            ConnectionSparsity = all == 0 ? 0 : (double)zeros / all,
            ActivationSparsity = activities is null ? null : Sparsity(activities, threshold),
            DenseMacs = dense,
            EffectiveMacs = activities is null ? null : effective,
        };
    }

    // Share of the examples in which each node is active.
    private static double[] Active(double[] activities, int nodes, double threshold)
    {
        double[] shares = new double[nodes];
        int examples = nodes == 0 ? 0 : activities.Length / nodes;
        for (int k = 0; k < activities.Length; k++)
        {
            shares[k % nodes] += Math.Abs(activities[k]) > threshold ? 1.0 / examples : 0;
        }

        return shares;
    }

    private static double Sparsity(IReadOnlyList<double[]> activities, double threshold)
    {
        long all = activities.Skip(1).Sum(group => (long)group.Length), zeros = activities.Skip(1).Sum(group => group.LongCount(value => Math.Abs(value) <= threshold));
        return all == 0 ? 0 : (double)zeros / all;
    }
}
