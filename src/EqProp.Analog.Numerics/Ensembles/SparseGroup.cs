using System.Numerics;

namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>
/// Moves the states of one group that see a few others each, for one block of chips. What belongs to one state lies together: state and slopes
/// (<see cref="Moving"/>), and parameters with weights in the order in which a slope reads them (<see cref="Fixed"/>). Arrays that lie
/// apart, each from the beginning of a page, compete for a few places of the innermost cache.
/// </summary>
internal abstract unsafe class SparseGroup<T>(EnsembleGroup<T> group)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Parameters of a state beside its weights: drive, leak and rate.</summary>
    public const int Parameters = 3;

    public EnsembleGroup<T> Group { get; } = group;

    /// <summary>Whether one array serves as state and output of a stage.</summary>
    public abstract bool OutputIsState { get; }

    /// <summary>Number of the group's first state among those of all groups.</summary>
    public int First { get; private set; }

    /// <summary>Of each state, where its sources begin; one more at the end.</summary>
    public int[] Starts { get; private set; } = [];

    /// <summary>Of each source, its number among the states of all groups, times the lanes.</summary>
    public int[] Sources { get; private set; } = [];

    /// <summary>How many sources every state has; negative where they have not as many.</summary>
    public int SourcesOfEach { get; private set; }

    /// <summary>State and slopes 0, 1, ... of each state in turn.</summary>
    public T* Moving { get; set; }

    /// <summary>Numbers from one state of <see cref="Moving"/> to the next.</summary>
    public nint MovingStride { get; set; }

    /// <summary>Parameters and weights of each state in turn.</summary>
    public T* Fixed { get; set; }

    /// <summary>States of the present stage, where outputs are not the states.</summary>
    public T* Stage { get; set; }

    /// <summary>Absolute and relative part of the error allowed in a step, a register each.</summary>
    public T* Tolerance { get; set; }

    /// <summary>Numbers the states of all groups, and lists what each of them sees.</summary>
    public static void Number(IReadOnlyList<SparseGroup<T>> groups)
    {
        int first = 0;
        var numbered = new Dictionary<EnsembleGroup<T>, SparseGroup<T>>();
        foreach (SparseGroup<T> group in groups)
        {
            group.First = first;
            numbered.Add(group.Group, group);
            first += group.Group.Size;
        }

        foreach (SparseGroup<T> group in groups)
        {
            group.ListSources(numbered);
        }
    }

    /// <summary>Copies parameters and states of a block, the states as those that the last stage of a step has reached.</summary>
    public abstract void Begin(int block, in SparseStage<T> last);

    /// <summary>Moves some states on by a stage.</summary>
    public abstract void Run(in SparseRange range, in SparseStage<T> stage, ChipSteps<T> steps);

    /// <summary>Takes the last step where it was accepted, and gives the states to the group.</summary>
    public abstract void End(int block, in SparseStage<T> last, ChipSteps<T> steps);

    private void ListSources(Dictionary<EnsembleGroup<T>, SparseGroup<T>> numbered)
    {
        List<int> sources = [], starts = [0];
        for (int i = 0; i < Group.Size; i++)
        {
            foreach (SparseEnsembleCoupling<T> coupling in Group.Incoming.Cast<SparseEnsembleCoupling<T>>())
            {
                int from = numbered[coupling.Source].First;
                sources.AddRange(coupling.Sources[coupling.Starts[i]..coupling.Starts[i + 1]].Select(source => (from + source) * Group.Blocks.Lanes));
            }

            starts.Add(sources.Count);
        }

        Starts = [.. starts];
        Sources = [.. sources];
        SourcesOfEach = starts.Zip(starts.Skip(1), (from, to) => to - from).Distinct().ToArray() is [int each] ? each : -1;
    }
}
