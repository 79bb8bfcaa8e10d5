using System.Diagnostics;
using System.Runtime.InteropServices;

namespace EqProp.Analog.Benchmarks.Machine;

/// <summary>
/// Seconds that the calling thread spent on a processor. On a core that others use too this is what a kernel takes of it;
/// on a quiet core it is the time on the wall, which is taken where the system has no such clock.
/// </summary>
internal static class ThreadClock
{
    private const int ThreadProcessorTime = 3;

    /// <summary>Seconds since some moment.</summary>
    public static double Seconds() =>
        OperatingSystem.IsLinux() && GetTime(ThreadProcessorTime, out TimeOfDay time) == 0
            ? time.Seconds + time.Nanoseconds * 1e-9
            : Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;

    [DllImport("libc", EntryPoint = "clock_gettime")]
    private static extern int GetTime(int clock, out TimeOfDay time);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeOfDay
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
