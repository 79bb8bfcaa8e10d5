using System.Numerics;

namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>Chooses the steps of the chips of one block, each chip its own. Times are in nominal steps.</summary>
internal abstract class StepControl<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Starts the clocks.</summary>
    /// <param name="chips">How many lanes have a chip; the others never move.</param>
    /// <param name="duration">When all chips have ended.</param>
    /// <param name="stopMove">A chip ends before where no |rate f| is above it; null: it does not.</param>
    public abstract void Begin(int chips, double duration, double? stopMove);

    /// <summary>Lengths of the steps to try: zero where a chip has ended.</summary>
    public abstract void Attempt(ChipSteps<T> steps);

    /// <summary>Takes or refuses the steps that were tried, by their errors.</summary>
    /// <returns>Whether a chip has ended by it: see <see cref="EndsAt"/>.</returns>
    public abstract bool Judge(ChipSteps<T> steps);

    /// <summary>Whether the step that was judged last was the last of a chip.</summary>
    /// <param name="lane">The chip's lane.</param>
    /// <param name="time">When it ended.</param>
    /// <param name="count">Steps that it took.</param>
    public abstract bool EndsAt(int lane, out double time, out int count);

    public abstract void Dispose();
}
