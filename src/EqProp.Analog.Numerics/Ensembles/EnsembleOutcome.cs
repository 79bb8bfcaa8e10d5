using EqProp.Analog.Numerics.Integrators;

namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>What blocks record, each its own chips.</summary>
internal sealed class EnsembleOutcome(int items, bool choosesSteps)
{
    public int Items => items;

    public double[] LargestMove { get; } = new double[items];

    public int[] Steps { get; } = new int[items];

    /// <summary>When each chip ended; null where steps are nominal.</summary>
    public double[]? Times { get; } = choosesSteps ? new double[items] : null;

    public Divergence?[] Divergences { get; } = new Divergence?[items];

    public RelaxationResult ToResult() => new(LargestMove, Steps, Divergences.FirstOrDefault(d => d is not null)) { Times = Times };
}
