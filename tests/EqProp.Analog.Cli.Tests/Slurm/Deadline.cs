using System.Diagnostics;

namespace EqProp.Analog.Cli.Tests.Slurm;

/// <summary>Waits for what happens in other processes.</summary>
internal static class Deadline
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Looks again and again until something is so.</summary>
    /// <param name="seconds">The longest time.</param>
    /// <param name="wanted">What should be so, for the message.</param>
    /// <param name="isSo">Looks.</param>
    /// <param name="seen">What there was instead, for the message.</param>
    public static void WaitFor(double seconds, string wanted, Func<bool> isSo, Func<string>? seen = null)
    {
        for (long start = Stopwatch.GetTimestamp(); !isSo(); Thread.Sleep(Pause))
        {
            Assert.False(
                Stopwatch.GetElapsedTime(start).TotalSeconds > seconds,
                $"Not within {seconds} s: {wanted}. {seen?.Invoke()}");
        }
    }
}
