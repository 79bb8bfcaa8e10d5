using System.Numerics;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Numerics.Integrators;

/// <summary>
/// A current of its own into each state with a Lorentzian spectrum, averaged over each step: an exact Ornstein-Uhlenbeck process at any step
/// length, and nothing above half the step frequency folded back. Several at logarithmic distances make 1/f noise.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed unsafe class OrnsteinUhlenbeckSource<T> : SlowSource<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Segment = 4 * NoiseKey.NodesOfSuperblock;

    private readonly NoiseKey[] _keys;
    private readonly OrnsteinUhlenbeckStep _step;
    private readonly BatchMatrix<T>[] _processes;

    /// <summary>Makes a source.</summary>
    /// <param name="key">Names its numbers; takes this channel and the two after it.</param>
    /// <param name="stepOverCorrelationTime">Nominal step over correlation time: 2 pi f times the step for a pole at frequency f.</param>
    /// <param name="groups">Groups that it acts on.</param>
    public OrnsteinUhlenbeckSource(NoiseKey key, double stepOverCorrelationTime, IReadOnlyList<StateGroup<T>> groups)
        : base(groups)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stepOverCorrelationTime);
        _keys = [key, key.WithChannel(key.Channel + 1), key.WithChannel(key.Channel + 2)];
        _step = new(stepOverCorrelationTime);
        _processes = [.. groups.Select(group => new BatchMatrix<T>(group.Drive.Rows, group.Size))];
    }

    /// <inheritdoc/>
    internal override IReadOnlyList<BatchMatrix<T>> Memory => _processes;

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        Array.ForEach(_processes, process => process.Dispose());
    }

    /// <inheritdoc/>
    internal override void Start(NoiseKernels<T> generator, long step, ReadOnlySpan<int> samples)
    {
        for (int g = 0; g < Groups.Count; g++)
        {
            BatchMatrix<T> process = _processes[g];
            generator.Gaussians(_keys[0], step, samples, Groups[g].FirstNode, process.Columns, process.RowBlock(0, samples.Length), process.Stride);
        }
    }

    /// <inheritdoc/>
    internal override void Step(NoiseKernels<T> generator, DisturbanceKernels<T> kernels, long step, ReadOnlySpan<int> samples, int firstRow)
    {
        T* first = stackalloc T[Segment], second = stackalloc T[Segment];
        for (int g = 0; g < Groups.Count; g++)
        {
            BatchMatrix<T> process = _processes[g], sum = Groups[g].Displacement!;
            int columns = process.PaddedColumns;
            for (int row = 0; row < samples.Length; row++)
            {
                nint at = (nint)(firstRow + row) * process.Stride;
                for (int column = 0; column < columns; column += Segment)
                {
                    int count = Math.Min(Segment, columns - column), node = Groups[g].FirstNode + column;
                    generator.Gaussians(_keys[1], step, samples[row], node, new Span<T>(first, count));
                    generator.Gaussians(_keys[2], step, samples[row], node, new Span<T>(second, count));
                    kernels.AddMeans(_step, process.Pointer + at + column, first, second, Weights(g) + column, sum.Pointer + at + column, count);
                }
            }
        }
    }
}
