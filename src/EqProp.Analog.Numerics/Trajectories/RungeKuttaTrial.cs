using System.Numerics;
using EqProp.Analog.Numerics.Integrators;

namespace EqProp.Analog.Numerics.Trajectories;

/// <summary>A step of an explicit Runge-Kutta method whose stages stay between the rails.</summary>
internal sealed class RungeKuttaTrial<T>(RungeKuttaTableau tableau) : StepTrial<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Most stages that sums of slopes are written out for.</summary>
    private const int MostStages = 6;

    private readonly T[][] _stages = [.. tableau.Stages.Select(stage => stage.Select(T.CreateTruncating).ToArray())];

    public override bool Try(ChunkTrajectory<T> chunk)
    {
        if (chunk.IsLattice && _stages.Length is > 1 and <= MostStages)
        {
            TryInTurn(chunk);
            return true;
        }

        for (int stage = 0; stage < _stages.Length; stage++)
        {
            bool isLast = stage == _stages.Length - 1;
            chunk.Advance(_stages[stage], isLast);
            if (!isLast)
            {
                chunk.EvaluateStage(2 + stage, _stages[^1][1 + stage]);
            }
        }

        return true;
    }

    /// <summary>Stages take turns in the two arrays of each group's pair, so that a slope and the stage after it are one. The last is in array 0.</summary>
    private void TryInTurn(ChunkTrajectory<T> chunk)
    {
        int parity = (_stages.Length - 1) % 2;
        chunk.AdvanceInto(parity, _stages[0]);
        for (int stage = 1; stage < _stages.Length; stage++, parity = 1 - parity)
        {
            chunk.Lead(1 + stage, _stages[stage], parity);
        }
    }
}
