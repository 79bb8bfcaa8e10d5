using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.Studies.Reports;

namespace EqProp.Analog.Studies.Training;

/// <summary>How long the free phase really needs.</summary>
/// <param name="Seconds">
/// Mean over test examples of the time, in seconds of the chip, until no node moves faster than 1 % of the swing a time
/// constant, from the initial state. An example that does not get there counts with the longest time tried, which is ten
/// times the free phase: the mean is then a lower bound.
/// </param>
/// <param name="UnsettledPercent">Share of examples, in percent, that did not get there.</param>
/// <param name="Times">How the times are spread over the examples.</param>
internal sealed record SettlingTime(double Seconds, double UnsettledPercent, SettlingHistogram Times)
{
    /// <summary>A node counts as settled when it moves by less than this, in swings a time constant: 1 %.</summary>
    public const double Residual = 0.01;

    private const int LongestOverPhase = 10;
    private const int Examples = 500;

    /// <summary>Measures it on the first test examples, in physical time whatever engine learning uses.</summary>
    public static SettlingTime Measure(ChipBench bench, CancellationToken stop, int examples = Examples)
    {
        using var chip = bench.InTime();
        int longest = LongestSteps(bench.Learning.FreePhase.Steps!.Value);
        Evaluation evaluation = new Evaluator(chip.Network, bench.Learning, bench.Data.Classes).Run(
            bench.Data.Test, limit: examples, phase: new PhaseLength(longest, Residual), cancellation: stop);
        double step = bench.Circuit.Description.Simulation.TimeStep!.Value;
        return new(
            evaluation.MeanSteps * step,
            100.0 * evaluation.Unsettled / Math.Max(1, evaluation.Examples),
            SettlingHistogram.Of(evaluation.Steps, step, evaluation.Unsettled));
    }

    /// <summary>Steps after which an example counts as not settled.</summary>
    internal static int LongestSteps(int freeSteps) => (int)Math.Min((long)freeSteps * LongestOverPhase, int.MaxValue);
}
