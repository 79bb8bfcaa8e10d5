using EqProp.Analog.Studies.Trials;

namespace EqProp.Analog.Tests.Shards;

/// <summary>A trial that tells of each chip before it runs.</summary>
internal sealed class Watched(ITrial inner, Action<int, TrialSeeds> before) : ITrial
{
    public IReadOnlyList<TrialMeasure> Measures => inner.Measures;

    public IReadOnlyList<TrialOutcome> Run(TrialPoint point, IReadOnlyList<TrialSeeds> seeds, CancellationToken stop)
    {
        foreach (TrialSeeds one in seeds)
        {
            before(point.Index, one);
        }

        return inner.Run(point, seeds, stop);
    }
}
