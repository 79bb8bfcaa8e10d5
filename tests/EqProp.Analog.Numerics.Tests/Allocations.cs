namespace EqProp.Analog.Numerics.Tests;

/// <summary>Counts the bytes that code allocates on its own thread.</summary>
internal static class Allocations
{
    /// <summary>The least of several measurements: a collection on another thread counts what is left of this thread's buffer as allocated.</summary>
    /// <param name="run">The code.</param>
    /// <returns>Bytes.</returns>
    public static long Of(Action run)
    {
        const int measurements = 5;
        long least = long.MaxValue;
        for (int i = 0; i < measurements; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            run();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
