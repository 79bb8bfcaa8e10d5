using System.Collections.Concurrent;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;
using EqProp.Analog.Numerics.Tests.Ensembles;
using EqProp.Analog.Numerics.Threads;
using FsCheck.Xunit;

namespace EqProp.Analog.Numerics.Tests.Threads;

public class WorkSplitterTests
{
    [Property]
    public void Every_item_is_worked_on_once_in_the_same_chunks_for_any_number_of_threads(byte items, byte chunk, byte threads)
    {
        int size = 1 + chunk % 40;
        var expected = Chunks(items, size, 1, 0);
        Assert.Equal(Enumerable.Range(0, items), expected.SelectMany(c => Enumerable.Range(c.First, c.Count)));
        Assert.Equal(expected, Chunks(items, size, threads % 9, WorkSplitter.LeastOperations));
    }

    [Fact]
    public void Little_work_stays_on_the_thread_that_asked()
    {
        var threads = new ConcurrentBag<int>();
        WorkSplitter.Run(1000, 1, 4, 0.99 * WorkSplitter.LeastOperations, (_, _) => threads.Add(Environment.CurrentManagedThreadId));
        Assert.All(threads, thread => Assert.Equal(Environment.CurrentManagedThreadId, thread));
    }

    [Fact]
    public void Much_work_is_shared()
    {
        // Each of two chunks waits for the other to begin: one thread alone would never get past the first.
        using var both = new Barrier(2);
        WorkSplitter.Run(2, 1, 2, WorkSplitter.LeastOperations, (_, _) => Assert.True(both.SignalAndWait(TimeSpan.FromMinutes(1))));
    }

    [Fact]
    public void Kernels_with_enough_work_to_share_give_the_same_bits_on_any_number_of_threads()
    {
        const int Examples = 500, Inputs = 100, Hidden = 96, Outputs = 24;
        float[][] results = [.. new[] { 1, 2, 7 }.Select(Run)];
        Assert.Equal(results[0], results[1]);
        Assert.Equal(results[0], results[2]);

        static float[] Run(int threads)
        {
            KernelSet<float> kernels = KernelSet<float>.For(VectorWidthSelection.Widest);
            using var inputs = new ClampedInputs<float>(Examples, Inputs);
            using StateGroup<float> hidden = new(Examples, Hidden, true), outputs = new(Examples, Outputs, true);
            using BatchMatrix<float> first = new(Inputs, Hidden), second = new(Outputs, Hidden);
            var random = new RandomStream(5, StreamPurpose.Study);
            Fill(first, random);
            Fill(second, random);
            float[] examples = [.. Enumerable.Range(0, Examples * Inputs).Select(_ => Math.Max(0, (float)random.NextUniform(-1, 1)))];
            inputs.Load(examples, [.. Enumerable.Range(0, Examples)]);
            foreach (StateGroup<float> group in (StateGroup<float>[])[hidden, outputs])
            {
                group.Leak.Row(0).Fill(1);
                group.Rate.Row(0).Fill(0.5f);
            }

            hidden.Incoming.Add(new(outputs, second, IsTransposed: false));
            outputs.Incoming.Add(new(hidden, second, IsTransposed: true));
            using var relaxation = new Relaxation<float>(
                [kernels.Accept(new Maker(hidden)), kernels.Accept(new Maker(outputs))], RelaxationMethod.Euler, Examples);
            kernels.AddClampedDrive(inputs, first, hidden.Drive, threads);
            RelaxationResult result = relaxation.Run(Examples, 30, null, threads);
            Assert.Null(result.Divergence);
            kernels.WriteClamped(inputs, hidden.State(0), first, null, new(0.01f, -1, 1), threads);
            kernels.WriteContrast(Examples, outputs.State(0), hidden.State(0), outputs.State(0), hidden.State(0), second, null, new(0.01f, -1, 1), threads);
            return [.. All(hidden.State(0)), .. All(outputs.State(0)), .. All(first), .. All(second)];
        }
    }

    private static List<(int First, int Count)> Chunks(int items, int chunk, int threads, double operations)
    {
        var chunks = new ConcurrentBag<(int First, int Count)>();
        WorkSplitter.Run(items, chunk, threads, operations, (first, count) => chunks.Add((first, count)));
        return [.. chunks.Order()];
    }

    private static void Fill(BatchMatrix<float> matrix, RandomStream random)
    {
        for (int row = 0; row < matrix.Rows; row++)
        {
            foreach (ref float value in matrix.Row(row))
            {
                value = (float)random.NextUniform(-0.2, 0.2);
            }
        }
    }

    private static IEnumerable<float> All(BatchMatrix<float> matrix) =>
        Enumerable.Range(0, matrix.Rows).SelectMany(row => matrix.Row(row).ToArray());

    private sealed class Maker(StateGroup<float> group) : ILaneVisitor<float, GroupStepper<float>>
    {
        public GroupStepper<float> Visit<V>()
            where V : unmanaged, ILane<V, float> => new GroupStepper<V, float, RailNeuron<V, float>>(group, default);
    }
}
