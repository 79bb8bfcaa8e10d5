using System.Numerics;

namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>
/// Integrates the sums of <see cref="EnsembleIntegrals{T}"/> for one block of chips, a register each: their values at the beginning of a step, what the later stages of
/// the step bring, their values at its end, and the integral.
/// </summary>
internal abstract unsafe class BlockSummer<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Takes a block; integrals are zero.</summary>
    public abstract void Begin(int block);

    /// <summary>Begins a step of the lengths that are to be tried.</summary>
    public abstract void Attempt(ChipSteps<T> steps);

    /// <summary>Slopes of a group as <see cref="EnsembleStepper{T}.Slope"/> forms them, and its sums beside them.</summary>
    public abstract void Slope(int group, GroupWorkspace<T> work, int slope, T* largestMove);

    /// <summary>Takes the step that was tried last where it was accepted: the sums at its end begin the next.</summary>
    public abstract void Accept(ChipSteps<T> steps);

    /// <summary>Weighted sums of a group before an Euler step.</summary>
    public abstract void Net(int group, GroupWorkspace<T> work, SharedSum<T> shared);

    /// <summary>Sums of a group before an Euler step of one nominal length, weighted sums being there.</summary>
    public abstract void Euler(int group, GroupWorkspace<T> work);

    /// <summary>Writes the integrals of the block's chips.</summary>
    public abstract void Finish(int chips);

    public abstract void Dispose();
}
