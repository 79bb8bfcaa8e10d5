namespace EqProp.Analog.Numerics.Threads;

/// <summary>
/// Runs work over a range in chunks. Chunk bounds do not depend on the number of threads, so neither do results.
/// </summary>
public static class WorkSplitter
{
    /// <summary>Multiply-adds worth handing to another thread: about 100 us of a core's time, estimated at 15 G of them a second.</summary>
    public const double LeastOperations = 1.5e6;

    /// <summary>Calls the work once for each chunk.</summary>
    /// <param name="count">Items.</param>
    /// <param name="chunk">Items a chunk; the last may be shorter.</param>
    /// <param name="threads">Most threads to use.</param>
    /// <param name="operations">About how many multiply-adds there are in all; below <see cref="LeastOperations"/> one thread does them.</param>
    /// <param name="work">Called with the first item and the number of items of a chunk.</param>
    public static void Run(int count, int chunk, int threads, double operations, Action<int, int> work)
    {
        int chunks = (count + chunk - 1) / chunk;
        if (threads <= 1 || chunks <= 1 || operations < LeastOperations)
        {
            for (int first = 0; first < count; first += chunk)
            {
                work(first, Math.Min(chunk, count - first));
            }

            return;
        }

        Parallel.For(0, chunks, new ParallelOptions { MaxDegreeOfParallelism = threads }, index =>
        {
            int first = index * chunk;
            work(first, Math.Min(chunk, count - first));
        });
    }
}
