using System.Numerics;
using EqProp.Analog.Numerics.Ensembles;
using EqProp.Analog.Numerics.Integrators;

namespace EqProp.Analog.Numerics.Trajectories;

/// <summary>
/// What a trajectory does with the states of one group. A stage is what the group's own arrays hold: state and output that
/// other groups see. Rows are those of a chunk.
/// </summary>
internal abstract unsafe class GroupTrajectory<T>(StateGroup<T> group)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public StateGroup<T> Group { get; } = group;

    /// <summary>Makes what forms slopes at stages, for one chunk.</summary>
    public abstract SlopeFormer<T> Slopes();

    /// <summary>Binds slots to some examples of the batch.</summary>
    /// <param name="slots">The slots.</param>
    /// <param name="firstRow">The first example.</param>
    public void Bind(ref StateSlots<T> slots, int firstRow)
    {
        slots.FirstRow = firstRow;
        slots.StageStride = Group.Drive.Stride;
        slots.Stage = Group.State(0).Pointer + firstRow * slots.StageStride;
        slots.Output = Group.Output(0).Pointer + firstRow * slots.StageStride;
    }

    /// <summary>Stage = project(x + h sum_j coefficient_j slope_j + noise).</summary>
    /// <param name="rows">Lengths of the steps.</param>
    /// <param name="slots">Holds the slopes, from slot 1.</param>
    /// <param name="coefficients">One a slope.</param>
    public abstract void Advance(in RowSteps<T> rows, in StateSlots<T> slots, ReadOnlySpan<T> coefficients);

    /// <summary>Stage = project(x + h phi1(h d) k + noise).</summary>
    public abstract void AdvanceExponentially(in RowSteps<T> rows, in StateSlots<T> slots);

    /// <summary>Stage = project(stage + h phi2(h d) (n(stage) - n(x))); what was added, over h, is the error.</summary>
    public abstract void CorrectExponentially(in RowSteps<T> rows, in StateSlots<T> slots);

    /// <summary>Largest change of each example, and largest error over the tolerance where there is one.</summary>
    public abstract void Judge(in RowSteps<T> rows, in StateSlots<T> slots, int firstSlot, double[] weights, StepTolerance? tolerance);

    /// <summary>Sets the stage of one example to a state within the present step.</summary>
    public abstract void Interpolate(int row, in StateSlots<T> slots, in DenseWeights weights);

    /// <summary>States or outputs within the present step.</summary>
    /// <param name="row">The example.</param>
    /// <param name="slots">Holds its slopes; its stage is the end of the step.</param>
    /// <param name="weights">When.</param>
    /// <param name="probes">Which, all of this group.</param>
    /// <param name="values">Where they go.</param>
    public abstract void Sample(int row, in StateSlots<T> slots, in DenseWeights weights, ReadOnlySpan<StateProbe> probes, Span<T> values);

    /// <summary>Puts the stage of one example on its rails and computes its outputs.</summary>
    public abstract void Admit(int row, in StateSlots<T> slots);

    /// <summary>Looks where everything lies that sums need.</summary>
    /// <param name="slots">Bound to a chunk.</param>
    /// <param name="weights">What the sums weigh.</param>
    /// <param name="ownTerms">Terms before those of couplings.</param>
    public abstract SumSites<T> SitesOf(in StateSlots<T> slots, PathWeights<T> weights, int ownTerms);

    /// <summary>Adds sums over the states at the stage of one example; what arrives was kept when its slopes were formed.</summary>
    /// <param name="row">The example.</param>
    /// <param name="slots">Its slopes.</param>
    /// <param name="slopeSlot">The slot with those at the stage.</param>
    /// <param name="sites">Where everything lies.</param>
    /// <param name="weights">What the sums weigh.</param>
    /// <param name="factor">Factor of what is added.</param>
    /// <param name="sums">Sixteen lanes a term.</param>
    public abstract void Sum(int row, in StateSlots<T> slots, int slopeSlot, in SumSites<T> sites, PathWeights<T> weights, T factor, T* sums);

    /// <summary>Adds e m d over the states, d by how far rails put the last stage back, to <see cref="PathTerm.CapacityPower"/>.</summary>
    /// <param name="row">The example.</param>
    /// <param name="slots">Its stage.</param>
    /// <param name="sites">Where everything lies.</param>
    /// <param name="sums">Sixteen lanes a term.</param>
    public abstract void SumPutBack(int row, in StateSlots<T> slots, in SumSites<T> sites, T* sums);

    /// <summary>to += factor from, a multiple of sixteen numbers.</summary>
    public abstract void AddScaled(T factor, T* from, T* to, int count);

    /// <summary>Copies the stage of one example into a slot.</summary>
    public void Keep(int row, in StateSlots<T> slots, int slot)
    {
        int columns = Group.Drive.PaddedColumns;
        new ReadOnlySpan<T>(Stage(row, slots), columns).CopyTo(new Span<T>(slots.Of(row, slot), columns));
    }

    /// <summary>Copies some slots of one example.</summary>
    public void Copy(int row, in StateSlots<T> slots, int from, int to, int count)
    {
        int numbers = (int)slots.SlotStride * count;
        new ReadOnlySpan<T>(slots.Of(row, from), numbers).CopyTo(new Span<T>(slots.Of(row, to), numbers));
    }

    /// <summary>Copies slot 0 of one example to its stage.</summary>
    public void Restore(int row, in StateSlots<T> slots) => Restore(row, slots, 0);

    /// <summary>Takes the stage of one example from where <see cref="Keep"/> put it, outputs included.</summary>
    public void Return(int row, in StateSlots<T> slots, int slot)
    {
        Restore(row, slots, slot);
        Admit(row, slots);
    }

    private static void Restore(int row, in StateSlots<T> slots, int slot)
    {
        int columns = (int)slots.SlotStride;
        new ReadOnlySpan<T>(slots.Of(row, slot), columns).CopyTo(new Span<T>(Stage(row, slots), columns));
    }

    /// <summary>Largest |slope| of one example; infinite where one is not finite.</summary>
    public double LargestSlope(int row, in StateSlots<T> slots, int slot)
    {
        double largest = 0;
        foreach (T value in new ReadOnlySpan<T>(slots.Of(row, slot), Group.Size))
        {
            double size = Math.Abs(double.CreateTruncating(value));
            largest = size < double.PositiveInfinity ? Math.Max(largest, size) : double.PositiveInfinity;
        }

        return largest;
    }

    /// <summary>Stage of one example.</summary>
    protected static T* Stage(int row, in StateSlots<T> slots) => slots.Stage + row * slots.StageStride;

    /// <summary>Outputs of the stage of one example.</summary>
    protected static T* Output(int row, in StateSlots<T> slots) => slots.Output + row * slots.StageStride;
}
