using System.Numerics;
using EqProp.Analog.Numerics.Integrators;

namespace EqProp.Analog.Numerics.Trajectories;

/// <summary>A step of an explicit Runge-Kutta method whose stages stay between the rails.</summary>
internal sealed class RungeKuttaTrial<T>(RungeKuttaTableau tableau) : StepTrial<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[][] _stages = [.. tableau.Stages.Select(stage => stage.Select(T.CreateTruncating).ToArray())];

    public override bool Try(ChunkTrajectory<T> chunk)
    {
        for (int stage = 0; stage < _stages.Length; stage++)
        {
            bool isLast = stage == _stages.Length - 1;
            chunk.Advance(_stages[stage], isLast);
            if (!isLast)
            {
                chunk.Evaluate(2 + stage);
            }
        }

        return true;
    }
}
