using System.Numerics;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Numerics.Integrators;

/// <summary>
/// A supply or bias line: one current, an Ornstein-Uhlenbeck process averaged over each step, into all states on the line at once, each with a
/// size and sign of its own. What many states share does not average out.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed unsafe class SharedLine<T> : SlowSource<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly NoiseKey[] _keys;
    private readonly int _line;
    private readonly OrnsteinUhlenbeckStep _step;
    private readonly BatchMatrix<T> _process;

    /// <summary>Makes a line.</summary>
    /// <param name="key">Names its numbers; takes this channel and the two after it.</param>
    /// <param name="line">Number of the line: it takes the place of a node in the names.</param>
    /// <param name="stepOverCorrelationTime">Nominal step over correlation time: 2 pi f times the step for a pole at frequency f.</param>
    /// <param name="groups">Groups on the line.</param>
    public SharedLine(NoiseKey key, int line, double stepOverCorrelationTime, IReadOnlyList<StateGroup<T>> groups)
        : base(groups)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(line);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stepOverCorrelationTime);
        _keys = [key, key.WithChannel(key.Channel + 1), key.WithChannel(key.Channel + 2)];
        _line = line;
        _step = new(stepOverCorrelationTime);
        _process = new(groups.Max(group => group.Drive.Rows), 1);
    }

    /// <inheritdoc/>
    internal override IReadOnlyList<BatchMatrix<T>> Memory => [_process];

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _process.Dispose();
    }

    /// <inheritdoc/>
    internal override void Start(NoiseKernels<T> generator, long step, ReadOnlySpan<int> samples) =>
        generator.Gaussians(_keys[0], step, samples, _line, 1, _process.RowBlock(0, samples.Length), _process.Stride);

    /// <inheritdoc/>
    internal override void Step(NoiseKernels<T> generator, DisturbanceKernels<T> kernels, long step, ReadOnlySpan<int> samples, int firstRow)
    {
        T first, second;
        for (int row = 0; row < samples.Length; row++)
        {
            generator.Gaussians(_keys[1], step, samples[row], _line, new Span<T>(&first, 1));
            generator.Gaussians(_keys[2], step, samples[row], _line, new Span<T>(&second, 1));
            T mean = Move(ref _process.Row(firstRow + row)[0], first, second);
            for (int g = 0; g < Groups.Count; g++)
            {
                BatchMatrix<T> sum = Groups[g].Displacement!;
                kernels.AddScaled(sum.Pointer + (nint)(firstRow + row) * sum.Stride, Weights(g), mean, sum.PaddedColumns);
            }
        }
    }

    private T Move(ref T process, T first, T second)
    {
        T mean = T.FusedMultiplyAdd(T.CreateTruncating(_step.Keep), process, T.FusedMultiplyAdd(T.CreateTruncating(_step.Shared), first, T.CreateTruncating(_step.Own) * second));
        process = T.FusedMultiplyAdd(T.CreateTruncating(-_step.Loss), process, T.FusedMultiplyAdd(T.CreateTruncating(_step.Spread), first, process));
        return mean;
    }
}
