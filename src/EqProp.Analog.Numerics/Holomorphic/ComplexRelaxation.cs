using System.Numerics;
using EqProp.Analog.Numerics.Integrators;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.Threads;

namespace EqProp.Analog.Numerics.Holomorphic;

/// <summary>
/// Moves coupled groups of complex states by explicit Euler steps of one length, all at once. A chunk of examples goes through all its steps
/// while it is in cache; results have the same bits at every lane width and thread count.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed unsafe class ComplexRelaxation<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Examples that go through a relaxation together: twice as many rows.</summary>
    private const int Chunk = 12;

    /// <summary>What moving one complex state costs besides its sums, in multiply-adds.</summary>
    private const double StateOperations = 60;

    private readonly ComplexStepper<T>[] _steppers;
    private readonly DisturbanceKernels<T> _kernels;
    private readonly AlignedBuffer<T> _largestMove;
    private readonly double _operations;

    /// <summary>Prepares relaxations of the given groups.</summary>
    /// <param name="kernels">Kernels of the register width in use.</param>
    /// <param name="steppers">One for each group.</param>
    /// <param name="capacity">Most examples.</param>
    public ComplexRelaxation(KernelSet<T> kernels, IReadOnlyList<ComplexStepper<T>> steppers, int capacity)
    {
        _steppers = [.. steppers];
        _kernels = kernels.Accept(new KernelsOfLane());
        _largestMove = new(capacity * Moves<ScalarLane<T>, T>.Slots);
        _operations = steppers.Sum(s => StateOperations * s.Group.Size + 2 * s.Group.Incoming.Sum(c => (double)s.Group.Size * c.Source.Size));
    }

    /// <summary>Sets a push before every step, its rows those of the complex states; null when pushes are constant.</summary>
    public IPushSource<T>? PushSource { get; set; }

    /// <summary>White noise of the real groups, which displaces real parts; null without noise. Its samples must be named.</summary>
    public StepNoise<T>? Noise { get; set; }

    /// <summary>Steps at the end of a relaxation over which means of states and outputs are taken; 0: not taken.</summary>
    public int AveragedSteps { get; set; }

    /// <summary>Relaxes from the states that <see cref="ComplexStepper{T}.StartFrom"/> set.</summary>
    /// <param name="examples">Examples.</param>
    /// <param name="steps">Steps, at least one.</param>
    /// <param name="threads">Most threads to use.</param>
    /// <returns>How each example ended.</returns>
    public RelaxationResult Run(int examples, int steps, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        foreach (ComplexStepper<T> stepper in AveragedSteps > 0 ? _steppers : [])
        {
            stepper.Group.MakeRoomForMeans();
        }

        var moves = new double[examples];
        var taken = new int[examples];
        WorkSplitter.Run(examples, Chunk, threads, examples * steps * _operations, (first, count) => RunChunk(first, count, steps, moves));
        Array.Fill(taken, steps);
        int bad = Array.FindIndex(moves, move => !(move <= Relaxation<T>.DivergenceLimit));
        return new(moves, taken, bad < 0 ? null : Locate(bad, steps));
    }

    /// <inheritdoc/>
    public void Dispose() => _largestMove.Dispose();

    private void RunChunk(int first, int examples, int steps, double[] moves)
    {
        const int Slots = BatchMatrix<T>.Granule;
        T* largest = _largestMove.Pointer;
        var tracked = new Span<T>(largest + first * Slots, examples * Slots);
        tracked.Clear();
        int parity = 0;
        for (int step = 1; step <= steps; step++, parity = 1 - parity)
        {
            PushSource?.Refresh(2 * first, 2 * examples, 0, parity);
            foreach (ComplexStepper<T> stepper in _steppers)
            {
                Noise?.Draw(stepper.Real, first, examples, step - 1);
                stepper.Euler(first, examples, parity, Noise is not null, step == steps ? largest : null);
            }

            AddToMeans(step, steps, first, examples, 1 - parity);
        }

        foreach (ComplexStepper<T> stepper in parity == 1 ? _steppers : [])
        {
            stepper.Group.Output(1).RowBlock(2 * first, 2 * examples).CopyTo(stepper.Group.Output(0).RowBlock(2 * first, 2 * examples));
        }

        for (int e = 0; e < examples; e++)
        {
            double move = 0;
            foreach (T part in tracked.Slice(e * Slots, Slots))
            {
                move = Math.Max(move, double.CreateTruncating(part));
            }

            moves[first + e] = move;
        }
    }

    // Value by value towards the newest by one part in as many as there are, as real relaxations take their means.
    private void AddToMeans(int step, int steps, int first, int examples, int parity)
    {
        int taken = step - (steps - Math.Min(steps, AveragedSteps));
        if (taken < 1)
        {
            return;
        }

        foreach (ComplexStepper<T> stepper in _steppers)
        {
            Approach(stepper.Group.MeanState!, stepper.Group.State(0));
            Approach(stepper.Group.MeanOutput!, stepper.Group.Output(parity));
        }

        void Approach(BatchMatrix<T> mean, BatchMatrix<T> value)
        {
            nint at = 2 * first * (nint)mean.Stride;
            _kernels.Approach(mean.Pointer + at, value.Pointer + at, 1.0 / taken, 2 * examples * (nint)mean.Stride);
        }
    }

    private Divergence Locate(int example, int steps)
    {
        for (int g = 0; g < _steppers.Length; g++)
        {
            Span<T> real = _steppers[g].Group.State(0).Row(2 * example), imaginary = _steppers[g].Group.State(0).Row(2 * example + 1);
            for (int i = 0; i < real.Length; i++)
            {
                if (!(T.Abs(real[i]) + T.Abs(imaginary[i]) <= T.CreateTruncating(Relaxation<T>.DivergenceLimit)))
                {
                    return new(steps, g, example) { State = i };
                }
            }
        }

        return new(steps, 0, example);
    }

    private sealed class KernelsOfLane : ILaneVisitor<T, DisturbanceKernels<T>>
    {
        public DisturbanceKernels<T> Visit<V>()
            where V : unmanaged, ILane<V, T> => new DisturbanceKernels<V, T>();
    }
}
