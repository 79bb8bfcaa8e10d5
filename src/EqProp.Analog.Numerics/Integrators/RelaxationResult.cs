namespace EqProp.Analog.Numerics.Integrators;

/// <summary>How a batch ended a relaxation.</summary>
/// <param name="LargestMove">Of each example: the largest |change| of any state in its last step.</param>
/// <param name="Steps">Of each example: the steps it took.</param>
/// <param name="Divergence">Where a state left every bound first; null if none did.</param>
public record RelaxationResult(double[] LargestMove, int[] Steps, Divergence? Divergence)
{
    /// <summary>Of each example: when it ended, in nominal steps, where steps have lengths of their own; null where all are nominal.</summary>
    public double[]? Times { get; init; }

    /// <summary>Whether one example left every bound.</summary>
    /// <param name="item">Index of the example.</param>
    /// <returns>True too when its states are no longer numbers.</returns>
    public bool HasDiverged(int item) => !(LargestMove[item] <= Relaxation<double>.DivergenceLimit);
}

/// <summary>Where a state left every bound.</summary>
/// <param name="Step">The step, from 1.</param>
/// <param name="Group">Index of the group.</param>
/// <param name="Row">Index of the example.</param>
public sealed record Divergence(int Step, int Group, int Row)
{
    /// <summary>Index of the state in its group; null where only the group is known.</summary>
    public int? State { get; init; }
}
