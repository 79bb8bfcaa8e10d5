using EqProp.Analog.Numerics.Integrators;

namespace EqProp.Analog.Numerics.SteadyState;

/// <summary>How a batch ended the search for its operating points.</summary>
/// <param name="LargestMove">Of each example: the largest distance of any state from its own rest, in its last sweep.</param>
/// <param name="Steps">Of each example: the sweeps it took.</param>
/// <param name="Error">Of each example: how far its states may still be from the operating point, estimated. An estimate, not a bound.</param>
/// <param name="Tolerance">The error that was wanted; null for a fixed number of sweeps.</param>
/// <param name="Divergence">Where a state left every bound first; null if none did.</param>
public sealed record SteadyStateResult(double[] LargestMove, int[] Steps, double[] Error, double? Tolerance, Divergence? Divergence)
    : RelaxationResult(LargestMove, Steps, Divergence)
{
    /// <summary>Whether an example is at its operating point to within the tolerance.</summary>
    /// <param name="item">Index of the example.</param>
    /// <returns>False too where there was no tolerance.</returns>
    public bool IsSettled(int item) => Error[item] <= Tolerance;
}
