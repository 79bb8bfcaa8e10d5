namespace EqProp.Analog.Studies.Trials;

/// <summary>An objective of one's own: any function of a chip and its seeds that gives numbers.</summary>
/// <param name="measures">Names of the numbers, in the order in which they are given.</param>
/// <param name="run">
/// The function: a point, the seeds of one trial, and the numbers that came out. It must depend on these alone, and may be called by several threads at once.
/// </param>
public sealed class DelegateTrial(IReadOnlyList<string> measures, Func<TrialPoint, TrialSeeds, double[]> run) : ITrial
{
    /// <inheritdoc/>
    public IReadOnlyList<TrialMeasure> Measures { get; } = [.. measures.Select(name => new TrialMeasure(name, "", name))];

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The function gave another number of numbers than there are names.</exception>
    public IReadOnlyList<TrialOutcome> Run(TrialPoint point, IReadOnlyList<TrialSeeds> seeds, CancellationToken stop)
    {
        List<TrialOutcome> outcomes = [];
        foreach (TrialSeeds one in seeds)
        {
            stop.ThrowIfCancellationRequested();
            double[] values = run(point, one);
            outcomes.Add(values.Length == Measures.Count ? new(values) : throw new ArgumentException(
                $"The function gave {values.Length} numbers for {Measures.Count} measures.", nameof(run)));
        }

        return outcomes;
    }
}
