namespace EqProp.Analog.Numerics.Trajectories;

/// <summary>Why an example ended.</summary>
public enum TrajectoryEnd
{
    /// <summary>Its time was over.</summary>
    Duration,

    /// <summary>All its states moved slower than the limit.</summary>
    Settled,

    /// <summary>A state crossed the level.</summary>
    Crossed,

    /// <summary>No step, however short, kept the tolerance: the network is too stiff for the method, or singular there.</summary>
    Stiff,

    /// <summary>A state left every bound or was no number.</summary>
    Diverged,
}

/// <summary>How a batch ended. Times are in nominal steps; arrays have one entry an example.</summary>
/// <param name="Ends">Why each ended.</param>
/// <param name="Times">When each ended.</param>
/// <param name="Steps">Steps that each took.</param>
/// <param name="Refusals">Steps that each tried and did not take.</param>
/// <param name="LargestRates">Largest |rate of change| of a state at the end, a nominal step.</param>
/// <param name="Failures">Where each failed that did; null elsewhere.</param>
public sealed record TrajectoryResult(
    TrajectoryEnd[] Ends, double[] Times, int[] Steps, int[] Refusals, double[] LargestRates, TrajectoryFailure?[] Failures)
{
    /// <summary>The failure of the first example that has one; null if none has.</summary>
    public TrajectoryFailure? FirstFailure => Array.Find(Failures, failure => failure is not null);
}
