using EqProp.Analog.Learning;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Studies.Training;

/// <summary>How long the free phase really needs.</summary>
/// <param name="Seconds">
/// Mean over test examples of the time, in seconds of the chip, until no node moves faster than 1 % of the swing a time
/// constant, from the initial state. An example that does not get there counts with the longest time tried, which is ten
/// times the free phase: the mean is then a lower bound.
/// </param>
/// <param name="UnsettledPercent">Share of examples, in percent, that did not get there.</param>
internal readonly record struct SettlingTime(double Seconds, double UnsettledPercent)
{
    /// <summary>A node counts as settled when it moves by less than this, in swings a time constant: 1 %.</summary>
    public const double Residual = 0.01;

    private const int LongestOverPhase = 10;
    private const int Examples = 500;

    /// <summary>Measures it on the first test examples.</summary>
    public static SettlingTime Measure(ChipBench bench, CancellationToken stop)
    {
        Evaluation evaluation = bench.Evaluator.Run(
            bench.Data.Test, limit: Examples, phase: new PhaseLength(LongestSteps(bench.Learning.FreePhase.Steps!.Value), Residual),
            cancellation: stop);
        return new(
            evaluation.MeanSteps * bench.Circuit.Description.Simulation.TimeStep!.Value,
            100.0 * evaluation.Unsettled / Math.Max(1, evaluation.Examples));
    }

    /// <summary>Steps after which an example counts as not settled.</summary>
    internal static int LongestSteps(int freeSteps) => (int)Math.Min((long)freeSteps * LongestOverPhase, int.MaxValue);
}
