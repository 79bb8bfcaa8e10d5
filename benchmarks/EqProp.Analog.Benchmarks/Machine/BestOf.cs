using System.Diagnostics;

namespace EqProp.Analog.Benchmarks.Machine;

/// <summary>
/// The best of many short samples: on a shared machine the one figure that repeats. Works that are compared take
/// turns, so that all of them see the same machine.
/// </summary>
internal static class BestOf
{
    private const double SampleSeconds = 0.5e-3;
    private const int LeastRounds = 5;

    private static double WarmUpSeconds => Smoke.IsOn ? 0.02 : 0.6;

    /// <summary>Times several works of one thread in turn, by the processor time of this thread.</summary>
    /// <param name="seconds">How long to go on, without the warm-up.</param>
    /// <param name="works">The works.</param>
    /// <returns>Of each work, seconds a call in its best sample.</returns>
    public static double[] Interleaved(double seconds, params ReadOnlySpan<Action> works)
    {
        double allowed = Smoke.IsOn ? 0.02 : seconds, end = double.PositiveInfinity;
        return Rounds(works, ThreadClock.Seconds, round =>
        {
            end = round == 0 ? Wall() + allowed : end;
            return round < LeastRounds || Wall() < end;
        });
    }

    /// <summary>Times several works in turn, by the clock on the wall: for works of several threads.</summary>
    /// <param name="rounds">How often each.</param>
    /// <param name="works">The works.</param>
    /// <returns>Of each work, seconds a call in its best sample.</returns>
    public static double[] InTurn(int rounds, params ReadOnlySpan<Action> works) => Rounds(works, Wall, round => round < rounds);

    private static double[] Rounds(ReadOnlySpan<Action> works, Func<double> clock, Func<int, bool> goOn)
    {
        int[] calls = WarmUp(works, clock);
        double[] best = new double[works.Length];
        Array.Fill(best, double.PositiveInfinity);
        for (int round = 0; goOn(round); round++)
        {
            for (int i = 0; i < works.Length; i++)
            {
                best[i] = Math.Min(best[i], SecondsACall(works[i], calls[i], clock));
            }
        }

        return best;
    }

    /// <summary>Calls all works in turn until the compiler has settled; then says how many calls of each make a sample.</summary>
    private static int[] WarmUp(ReadOnlySpan<Action> works, Func<double> clock)
    {
        double[] fastest = new double[works.Length];
        Array.Fill(fastest, double.PositiveInfinity);
        double end = Wall() + WarmUpSeconds;
        do
        {
            for (int i = 0; i < works.Length; i++)
            {
                fastest[i] = Math.Min(fastest[i], SecondsACall(works[i], 1, clock));
            }
        }
        while (Wall() < end);
        return [.. fastest.Select(seconds => Math.Max(1, (int)(SampleSeconds / Math.Max(seconds, 1e-8))))];
    }

    private static double SecondsACall(Action work, int calls, Func<double> clock)
    {
        double began = clock();
        for (int call = 0; call < calls; call++)
        {
            work();
        }

        return (clock() - began) / calls;
    }

    private static double Wall() => Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;
}
