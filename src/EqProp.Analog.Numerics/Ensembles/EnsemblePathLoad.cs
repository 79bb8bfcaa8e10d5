using System.Numerics;

namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>
/// A coupling that is summed by itself, on every chip. Where it is of resistors: its conductances summed over each of its ends, so that what its resistors dissipate is
/// sum a_j y_j^2 + sum b_i m_i^2 - 2 sum m W y. All zero at first.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="blocks">The ensemble's blocks.</param>
/// <param name="sources">States that are seen.</param>
/// <param name="targets">States that see them.</param>
/// <param name="isOfResistors">Whether something is dissipated; otherwise only what arrives is summed.</param>
public sealed class EnsemblePathLoad<T>(ChipBlocks blocks, int sources, int targets, bool isOfResistors) : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Whether something is dissipated.</summary>
    public bool IsOfResistors => isOfResistors;

    /// <summary>a: what each source drives, times the square of its gain.</summary>
    public ChipMatrix<T> OfSources { get; } = new(blocks, isOfResistors ? sources : 0);

    /// <summary>b: what loads each target.</summary>
    public ChipMatrix<T> OfTargets { get; } = new(blocks, isOfResistors ? targets : 0);

    /// <inheritdoc/>
    public void Dispose()
    {
        OfSources.Dispose();
        OfTargets.Dispose();
    }
}
