using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Energy;

/// <summary>
/// How well sums of energies are known: every entry of the component table is drawn from its distribution, and items that share an entry move together.
/// Entries are taken as independent. Numbers of the description (currents, capacitances, times) and counts are taken as exact.
/// </summary>
/// <param name="seed">Seed of the draws; each entry has its own stream, so that another item in a sum does not shift them.</param>
/// <param name="draws">Number of draws.</param>
public sealed class EnergyUncertainty(int seed = 0, int draws = 10_000)
{
    private const double LowShare = 0.05;
    private const ulong HashStart = 14695981039346656037;
    private const ulong HashFactor = 1099511628211;

    private readonly Dictionary<ComponentEntry, double[]> _factors = [];

    /// <summary>Sum of some items, with its interval.</summary>
    /// <param name="items">Items of any ledgers.</param>
    /// <returns>The sum, its mean over the draws, and the interval from the 5 to the 95 % point.</returns>
    public EnergyEstimate Of(IEnumerable<EnergyItem> items)
    {
        double exact = 0, total = 0;
        Dictionary<ComponentEntry, double> uncertain = [];
        foreach (EnergyItem item in items)
        {
            total += item.Joules;
            if (item.Entry is { } entry && UncertainBasis.Of(entry) is { Distribution: not ValueDistribution.Exact, Value: > 0 })
            {
                uncertain[entry] = uncertain.GetValueOrDefault(entry) + item.Joules;
            }
            else
            {
                exact += item.Joules;
            }
        }

        double[] sums = new double[draws];
        Array.Fill(sums, exact);
        foreach ((ComponentEntry entry, double joules) in uncertain)
        {
            double[] factors = FactorsOf(entry);
            for (int k = 0; k < draws; k++)
            {
                sums[k] += joules * factors[k];
            }
        }

        Array.Sort(sums);
        return uncertain.Count == 0 ? new(total, total, total, total) : new(total, sums.Average(), Quantile(sums, LowShare), Quantile(sums, 1 - LowShare));
    }

    // Linear between order statistics.
    private static double Quantile(double[] sorted, double share)
    {
        double place = share * (sorted.Length - 1);
        int below = (int)place;
        return below + 1 < sorted.Length ? sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]) : sorted[below];
    }

    private double[] FactorsOf(ComponentEntry entry)
    {
        if (!_factors.TryGetValue(entry, out double[]? factors))
        {
            UncertainBasis basis = UncertainBasis.Of(entry);
            var stream = new RandomStream(seed, StreamPurpose.EnergyUncertainty, NumberOf(entry));
            factors = new double[draws];
            for (int k = 0; k < draws; k++)
            {
                factors[k] = basis.Draw(stream) / basis.Value;
            }

            _factors.Add(entry, factors);
        }

        return factors;
    }

    // Fowler, Noll and Vo: the stream follows from the name, not from the place in the table.
    private static ulong NumberOf(ComponentEntry entry)
    {
        ulong hash = HashStart;
        foreach (char letter in $"{entry.Component}\n{entry.Action}")
        {
            hash = (hash ^ letter) * HashFactor;
        }

        return hash;
    }
}
