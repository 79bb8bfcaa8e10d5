namespace EqProp.Analog.Studies.Statistics;

/// <summary>Which part of all chips is good, and how well that is known from the chips that were tried.</summary>
/// <remarks>
/// One die that is tried several times, with several seeds or at several points, counts for less than as many dies: the number of
/// independent trials that have the scatter of the dies' own shares (the design effect of surveys) takes the place of the number of trials.
/// It is at least the number of dies. Where each die is tried once it is the number of trials.
/// </remarks>
public sealed record YieldEstimate
{
    /// <summary>Good chips.</summary>
    public required int Good { get; init; }

    /// <summary>All that were tried; those that failed are among them, and not good.</summary>
    public required int Trials { get; init; }

    /// <summary>Independent trials that would know the yield as well.</summary>
    public required double EffectiveTrials { get; init; }

    /// <summary>The part that is good, from 0 to 1; not a number where nothing was tried.</summary>
    public double Share => Trials == 0 ? double.NaN : (double)Good / Trials;

    /// <summary>Counts trials.</summary>
    /// <param name="isGood">Whether each is good.</param>
    /// <param name="dies">What each was made with: trials with one number are not independent.</param>
    /// <returns>The estimate.</returns>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public static YieldEstimate Of(IReadOnlyList<bool> isGood, IReadOnlyList<int> dies)
    {
        if (isGood.Count != dies.Count)
        {
            throw new ArgumentException($"{isGood.Count} trials have {dies.Count} dies.", nameof(dies));
        }

        (int Good, int Trials)[] counts =
            [.. isGood.Zip(dies).GroupBy(pair => pair.Second).Select(die => (die.Count(pair => pair.First), die.Count()))];
        int good = counts.Sum(die => die.Good);
        return new YieldEstimate { Good = good, Trials = isGood.Count, EffectiveTrials = Effective(counts, good, isGood.Count) };
    }

    /// <summary>Wilson's interval.</summary>
    /// <param name="confidence">Such as 0.95.</param>
    /// <returns>Both ends, from 0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A confidence that is not between 0 and 1.</exception>
    public (double Low, double High) Wilson(double confidence) => Interval(confidence, WilsonInterval.OfShare);

    /// <summary>The interval of Clopper and Pearson.</summary>
    /// <param name="confidence">Such as 0.95.</param>
    /// <returns>Both ends, from 0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A confidence that is not between 0 and 1.</exception>
    public (double Low, double High) Exact(double confidence) => Interval(confidence, ExactInterval.OfShare);

    private (double Low, double High) Interval(double confidence, Func<double, double, double, (double Low, double High)> of)
    {
        SampleChecks.Confidence(confidence);
        if (Trials == 0)
        {
            return (0, 1);
        }

        (double low, double high) = of(Share, EffectiveTrials, confidence);
        return (Good == 0 ? 0 : low, Good == Trials ? 1 : high);
    }

    private static double Effective((int Good, int Trials)[] dies, int good, int trials)
    {
        if (dies.Length == trials || dies.Length == 0)
        {
            return trials;
        }

        // The variance of a ratio of sums over dies, linearised; with one die, or where all trials agree, nothing tells them apart.
        double share = (double)good / trials;
        double variance = dies.Length == 1 ? double.NaN
            : dies.Sum(die => Math.Pow(die.Good - share * die.Trials, 2)) * dies.Length / (dies.Length - 1.0) / ((double)trials * trials);
        double effective = share is > 0 and < 1 ? share * (1 - share) / variance : double.NaN;
        return double.IsNaN(effective) ? dies.Length : Math.Clamp(effective, dies.Length, trials);
    }
}
