using System.Numerics;
using EqProp.Analog.Numerics.Kernels;

namespace EqProp.Analog.Numerics.Trajectories;

/// <summary>
/// Conductances of a coupling summed over each of its ends, so that what its resistors dissipate is sum a_j y_j^2 + sum b_i m_i^2 - 2 sum m W y.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="sources">States that are seen.</param>
/// <param name="targets">States that see them.</param>
public sealed class PathLoad<T>(int sources, int targets) : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>a: what each source drives, times the square of its gain [1 x sources].</summary>
    public BatchMatrix<T> OfSources { get; } = new(1, sources);

    /// <summary>b: what loads each target [1 x targets].</summary>
    public BatchMatrix<T> OfTargets { get; } = new(1, targets);

    /// <inheritdoc/>
    public void Dispose()
    {
        OfSources.Dispose();
        OfTargets.Dispose();
    }
}
