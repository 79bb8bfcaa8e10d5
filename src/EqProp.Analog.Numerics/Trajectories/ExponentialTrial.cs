using System.Numerics;

namespace EqProp.Analog.Numerics.Trajectories;

/// <summary>A step in which each state decays by its own exponential; <paramref name="corrects"/> it by a second evaluation.</summary>
internal sealed class ExponentialTrial<T>(bool corrects) : StepTrial<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public override bool Try(ChunkTrajectory<T> chunk)
    {
        chunk.AdvanceExponentially();
        if (corrects)
        {
            chunk.Evaluate(LinearizedSlots.Stage, linearize: false);
            chunk.CorrectExponentially();
        }

        return true;
    }
}
