using System.Numerics;

namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>
/// Takes the chips of one block over one step after another by a Runge-Kutta method. A step that was tried is taken where
/// <see cref="ChipSteps{T}.Accepted"/> says so when the next one begins, or at the end.
/// </summary>
internal abstract class BlockTrial<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Takes a block from its groups' states, as if a step had led there.</summary>
    public abstract void Begin(int block, ChipSteps<T> steps);

    /// <summary>Takes the last step, tries the next: its error where the method has an estimate, and |rate f| at its end.</summary>
    public abstract void Try(ChipSteps<T> steps);

    /// <summary>Takes the last step and gives the states back to their groups.</summary>
    public abstract void End(int block, ChipSteps<T> steps);

    /// <summary>A state at the end of the step that was tried last.</summary>
    public abstract T Tried(int group, int state, int lane);

    public abstract void Dispose();
}
