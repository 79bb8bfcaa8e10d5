using EqProp.Analog.Learning;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Studies.Training;

/// <summary>How long the free phase really needs.</summary>
internal static class SettlingTime
{
    /// <summary>A node counts as settled when it moves by less than this, in swings a time constant: 1 %.</summary>
    public const double Residual = 0.01;

    private const int LongestOverPhase = 10;
    private const int Examples = 500;

    /// <summary>
    /// Mean over test examples of the time, in seconds, until no node moves faster than 1 % of the swing a time constant,
    /// from the initial state; at most ten times the free phase.
    /// </summary>
    public static double Measure(ChipBench bench, CancellationToken stop)
    {
        int steps = bench.Learning.FreePhase.Steps!.Value * LongestOverPhase;
        Evaluation evaluation = bench.Evaluator.Run(
            bench.Data.Test, limit: Examples, phase: new PhaseLength(steps, Residual), cancellation: stop);
        return evaluation.MeanSteps * bench.Circuit.Description.Simulation.TimeStep!.Value;
    }
}
