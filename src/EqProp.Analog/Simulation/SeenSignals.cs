using System.Numerics;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;

namespace EqProp.Analog.Simulation;

/// <summary>
/// States and activities as hold circuits and read-outs see them: those of the present moment or, after a phase of a chip that averages, their
/// means over its last steps.
/// </summary>
internal sealed class SeenSignals<T>(IReadOnlyList<StateGroup<T>> groups)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Whether means are seen; they are of no use once states were set from outside.</summary>
    public bool AreMeans { get; set; }

    /// <summary>States of a free group [examples x nodes].</summary>
    public BatchMatrix<T> States(int freeGroup) => AreMeans ? groups[freeGroup].MeanState! : groups[freeGroup].State(0);

    /// <summary>Activities of a free group [examples x nodes]; the same matrix where an activity is the state itself.</summary>
    public BatchMatrix<T> Activities(int freeGroup) => AreMeans ? groups[freeGroup].MeanOutput! : groups[freeGroup].Output(0);
}
