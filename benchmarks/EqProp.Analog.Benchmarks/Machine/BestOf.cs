using System.Diagnostics;

namespace EqProp.Analog.Benchmarks.Machine;

/// <summary>
/// The best of many short samples: on a shared machine the one figure that repeats. Works that are compared take
/// turns, so that all of them see the same machine.
/// </summary>
internal static class BestOf
{
    private const double SampleSeconds = 0.5e-3;
    private const double WarmUpSeconds = 0.6;
    private const int LeastRounds = 5;

    /// <summary>Times several works in turn.</summary>
    /// <param name="seconds">How long to go on, without the warm-up.</param>
    /// <param name="works">The works.</param>
    /// <returns>Of each work, seconds a call in its best sample.</returns>
    public static double[] Interleaved(double seconds, params ReadOnlySpan<Action> works)
    {
        long began = 0;
        return Rounds(works, round =>
        {
            began = round == 0 ? Stopwatch.GetTimestamp() : began;
            return round < LeastRounds || Stopwatch.GetElapsedTime(began).TotalSeconds < seconds;
        });
    }

    /// <summary>Times several works in turn, a given number of times.</summary>
    /// <param name="rounds">How often each.</param>
    /// <param name="works">The works.</param>
    /// <returns>Of each work, seconds a call in its best sample.</returns>
    public static double[] InTurn(int rounds, params ReadOnlySpan<Action> works) => Rounds(works, round => round < rounds);

    private static double[] Rounds(ReadOnlySpan<Action> works, Func<int, bool> goOn)
    {
        int[] calls = WarmUp(works);
        double[] best = new double[works.Length];
        Array.Fill(best, double.PositiveInfinity);
        for (int round = 0; goOn(round); round++)
        {
            for (int i = 0; i < works.Length; i++)
            {
                best[i] = Math.Min(best[i], SecondsACall(works[i], calls[i]));
            }
        }

        return best;
    }

    /// <summary>Seconds a call in one sample.</summary>
    /// <param name="work">The work.</param>
    /// <param name="calls">Calls in the sample.</param>
    private static double SecondsACall(Action work, int calls)
    {
        long began = Stopwatch.GetTimestamp();
        for (int call = 0; call < calls; call++)
        {
            work();
        }

        return Stopwatch.GetElapsedTime(began).TotalSeconds / calls;
    }

    /// <summary>Calls all works in turn until the compiler has settled; then says how many calls of each make a sample.</summary>
    private static int[] WarmUp(ReadOnlySpan<Action> works)
    {
        double[] fastest = new double[works.Length];
        Array.Fill(fastest, double.PositiveInfinity);
        long began = Stopwatch.GetTimestamp();
        do
        {
            for (int i = 0; i < works.Length; i++)
            {
                fastest[i] = Math.Min(fastest[i], SecondsACall(works[i], 1));
            }
        }
        while (Stopwatch.GetElapsedTime(began).TotalSeconds < WarmUpSeconds);
        return [.. fastest.Select(seconds => Math.Max(1, (int)(SampleSeconds / Math.Max(seconds, 1e-8))))];
    }
}
