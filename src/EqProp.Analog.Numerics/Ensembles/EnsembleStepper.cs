using System.Numerics;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>
/// Moves the states of one group for a block of chips. A step runs over all groups for the weighted sums before it runs
/// over them for the states, so one array of outputs serves.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public abstract unsafe class EnsembleStepper<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Binds a stepper to its group.</summary>
    /// <param name="group">The group.</param>
    private protected EnsembleStepper(EnsembleGroup<T> group) => Group = group;

    /// <summary>The group that is moved.</summary>
    public EnsembleGroup<T> Group { get; }

    /// <summary>Takes states that were set from outside: puts them on their rails and computes their outputs.</summary>
    /// <param name="block">Index of the block.</param>
    public abstract void Admit(int block);

    /// <summary>Weighted sums of the present outputs.</summary>
    internal abstract void Net(int block, GroupWorkspace<T> work, SharedSum<T> shared);

    /// <summary>x &lt;- project(x + rate f + amplitude xi) for the chips that move.</summary>
    internal abstract void Euler(int block, GroupWorkspace<T> work, ChipSteps<T> steps, bool averagesNoise);

    /// <summary>Weighted sums, and slope rate f at the stage state.</summary>
    internal abstract void Slope(int block, GroupWorkspace<T> work, int slope, T* largestMove);

    /// <summary>
    /// The same from sums that are left in the workspace, and factor times what <see cref="EnsembleIntegrals{T}"/> sums at the stage, added to some registers.
    /// </summary>
    internal abstract void SlopeAndSums(int block, GroupWorkspace<T> work, int slope, T* largestMove, in EnsembleSites<T> sites, T factor, T* sums);

    /// <summary>Weighted sums at the stage state, and factor times the powers of couplings that are summed by themselves.</summary>
    internal abstract void NetAndPowers(int block, GroupWorkspace<T> work, in EnsembleSites<T> sites, T factor, T* sums, SharedSum<T> shared);

    /// <summary>Factor times all other sums at the stage state, once the weighted sums are there.</summary>
    internal abstract void Sum(int block, GroupWorkspace<T> work, in EnsembleSites<T> sites, T factor, T* sums);

    /// <summary>Copies the weights of the usual sums, those of a state together.</summary>
    internal abstract void Pack(int block, in EnsembleSites<T> sites, T* to);

    /// <summary>Makes what integrates sums.</summary>
    internal abstract BlockSummer<T> Summer(IReadOnlyList<EnsembleStepper<T>> steppers, EnsembleIntegrals<T> integrals, RungeKuttaTableau? tableau);

    /// <summary>Stage state x + h sum_j coefficient_j k_j and its output.</summary>
    internal abstract void Advance(int block, GroupWorkspace<T> work, double[] coefficients, ChipSteps<T> steps);

    /// <summary>Largest of |h sum_j coefficient_j k_j| over the tolerance, with slopes 0 to count - 1.</summary>
    internal abstract void Error(int block, GroupWorkspace<T> work, double[] coefficients, StepTolerance tolerance, ChipSteps<T> steps);

    /// <summary>Takes the stage state as the new state, and its slope as the first of the next step, where a step was accepted.</summary>
    internal abstract void Commit(int block, GroupWorkspace<T> work, int newSlope, ChipSteps<T> steps);

    /// <summary>Outputs of the present states, and the stage state put on them.</summary>
    internal abstract void Present(int block, GroupWorkspace<T> work);

    /// <summary>Makes what chooses the steps of a pair.</summary>
    internal abstract StepControl<T> Control(int order);

    /// <summary>Makes what moves the group where it and all others see a few states each.</summary>
    internal abstract SparseGroup<T> Sparse();
}
