using System.Numerics;

namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>
/// Moves the states of one group that see a few others each, for one block of chips. What belongs to one state lies together: state and slopes
/// (<see cref="Moving"/>), and parameters with weights in the order in which a slope reads them (<see cref="Fixed"/>).
/// </summary>
internal abstract unsafe class SparseGroup<T>(EnsembleGroup<T> group)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public EnsembleGroup<T> Group { get; } = group;

    /// <summary>Whether one array serves as state and output of a stage.</summary>
    public abstract bool OutputIsState { get; }

    /// <summary>Number of the group's first state among those of all groups.</summary>
    public int First { get; set; }

    /// <summary>Of each state, where its sources begin; one more at the end.</summary>
    public int[] Starts { get; set; } = [];

    /// <summary>How many sources every state has; negative where they have not as many.</summary>
    public int SourcesOfEach { get; set; }

    /// <summary>Of each source, its number among the states of all groups.</summary>
    public int[] Sources { get; set; } = [];

    /// <summary>State and slopes 0, 1, ... of each state in turn.</summary>
    public T* Moving { get; set; }

    /// <summary>Numbers from one state of <see cref="Moving"/> to the next.</summary>
    public nint MovingStride { get; set; }

    /// <summary>Drive, leak, rate and weights of each state in turn.</summary>
    public T* Fixed { get; set; }

    /// <summary>States of the present stage, where outputs are not the states.</summary>
    public T* Stage { get; set; }

    /// <summary>Absolute and relative part of the error allowed in a step, a register each.</summary>
    public T* Tolerance { get; set; }

    /// <summary>Copies the parameters of a block.</summary>
    public abstract void Begin(int block, in SparseStage<T> last);

    /// <summary>Moves some states on by a stage.</summary>
    public abstract void Run(in SparseRange range, in SparseStage<T> stage, ChipSteps<T> steps);

    /// <summary>Takes the last step, and gives the states to the group.</summary>
    public abstract void End(int block, in SparseStage<T> last, ChipSteps<T> steps);
}
