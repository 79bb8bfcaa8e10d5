using System.Numerics;
using EqProp.Analog.Numerics.Functions;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;
using EqProp.Analog.Numerics.Threads;

namespace EqProp.Analog.Numerics.Kernels;

/// <summary>The kernels for one lane type.</summary>
internal sealed unsafe class KernelSet<V, T>(VectorWidth width) : KernelSet<T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int WeightRowsAtOnce = 48;
    private const int WeightColumnsAtOnce = 128;
    private const int ExamplesAtOnce = 12;

    public override VectorWidth Width => width;

    public override TResult Accept<TResult>(ILaneVisitor<T, TResult> visitor) => visitor.Visit<V>();

    public override void AddClampedDrive(ClampedInputs<T> inputs, BatchMatrix<T> weights, BatchMatrix<T> drive, int threads) =>
        WorkSplitter.Run(inputs.Rows, Math.Max(ExamplesAtOnce, inputs.Rows / 8), threads, (double)inputs.Entries * weights.Columns, (first, rows) =>
            ClampedProduct<V, T>.AddDrive(inputs, first, rows, weights, drive));

    public override void Contrast(int rows, BatchMatrix<T> plus, BatchMatrix<T> minus, BatchMatrix<T> difference, BatchMatrix<T> negated)
    {
        for (int row = 0; row < rows; row++)
        {
            nint at = (nint)row * plus.Stride;
            for (int column = 0; column < plus.PaddedColumns; column += V.Count)
            {
                V a = V.Load(plus.Pointer + at + column), b = V.Load(minus.Pointer + at + column);
                V.Store(difference.Pointer + at + column, a - b);
                V.Store(negated.Pointer + at + column, V.Constant(0) - b);
            }
        }
    }

    public override void WriteClamped(
        ClampedInputs<T> inputs, BatchMatrix<T> difference, BatchMatrix<T> weights, BatchMatrix<T>? plastic, WriteRule<T> rule, int threads,
        LoadTerms<T>? loads) =>
        WorkSplitter.Run(inputs.Inputs, Math.Max(WeightRowsAtOnce, inputs.Inputs / 8), threads, (double)(inputs.Entries + inputs.Inputs) * weights.Columns, (first, count) =>
        {
            if (loads is { } terms)
            {
                WriteLoads(inputs, first, count, new(weights, plastic, terms), rule);
            }

            ClampedProduct<V, T>.Write(inputs, first, count, difference, new WeightWrite<V, T>(weights, plastic, rule, 0));
            if (rule.Minimum > T.Zero || rule.Maximum < T.Zero || loads is not null)
            {
                weights.ClearPadding(first, count);
            }
        });

    public override void WriteContrast(
        int rows, BatchMatrix<T> left0, BatchMatrix<T> right0, BatchMatrix<T>? left1, BatchMatrix<T>? right1,
        BatchMatrix<T> weights, BatchMatrix<T>? plastic, WriteRule<T> rule, int threads, LoadTerms<T>? loads)
    {
        bool isPair = left1 is not null && right1 is not null;
        WorkSplitter.Run(weights.Rows, WeightRowsAtOnce, threads, (isPair ? 2.0 : 1.0) * rows * weights.Rows * weights.Columns, (first, count) =>
        {
            AddLoads(first, count, weights, plastic, loads);
            ProductTerm<T>* terms = stackalloc ProductTerm<T>[2];
            terms[0] = TransposedTerm(rows, left0, right0, first);
            if (isPair)
            {
                terms[1] = TransposedTerm(rows, left1!, right1!, first);
            }

            var write = new WeightWrite<V, T>(weights, plastic, rule, first);
            Product<V, T>.Run(count, weights.PaddedColumns, terms, isPair ? 2 : 1, ref write);
            weights.ClearPadding(first, count);
        });
    }

    public override void WriteMeasured(
        BatchMatrix<T> contrast, BatchMatrix<T> weights, BatchMatrix<T>? plastic, WriteRule<T> rule, int threads, LoadTerms<T>? loads)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(contrast.Rows, weights.Rows);
        ArgumentOutOfRangeException.ThrowIfNotEqual(contrast.Stride, weights.Stride);
        WorkSplitter.Run(weights.Rows, WeightRowsAtOnce, threads, (double)weights.Rows * weights.Columns, (first, count) =>
        {
            AddLoads(first, count, weights, plastic, loads);
            var write = new WeightWrite<V, T>(weights, plastic, rule, first);
            for (int row = 0; row < count; row++)
            {
                write.WriteRow(row, contrast.Pointer + (nint)(first + row) * contrast.Stride);
            }

            weights.ClearPadding(first, count);
        });
    }

    public override void WriteBiases(int rows, BatchMatrix<T> difference, BatchMatrix<T> biases, T scale)
    {
        for (int column = 0; column < biases.PaddedColumns; column += V.Count)
        {
            V sum = V.Constant(0);
            for (int row = 0; row < rows; row++)
            {
                sum += V.Load(difference.Pointer + (nint)row * difference.Stride + column);
            }

            T* bias = biases.Pointer + column;
            V.Store(bias, V.MultiplyAdd(V.Broadcast(scale), sum, V.Load(bias)));
        }
    }

    public override void Multiply(int firstRow, int rows, BatchMatrix<T> start, BatchMatrix<T> left, BatchMatrix<T> right, BatchMatrix<T> result)
    {
        var term = new ProductTerm<T>
        {
            Left = left.Pointer + (nint)firstRow * left.Stride,
            LeftRowStride = left.Stride,
            LeftDepthStride = 1,
            Right = right.Pointer,
            RightDepthStride = right.Stride,
            Depth = right.Rows,
        };
        var store = new StoreSum<V, T> { First = start.Pointer, Result = result.Pointer + (nint)firstRow * result.Stride, Stride = result.Stride };
        Product<V, T>.Run(rows, result.PaddedColumns, &term, 1, ref store);
    }

    public override void SoftmaxError(int firstRow, int rows, BatchMatrix<T> logits, BatchMatrix<T> targets, T scale)
    {
        for (int row = firstRow; row < firstRow + rows; row++)
        {
            Span<T> values = logits.Row(row);
            Softmax<T>.Normalize(values);
            Span<T> wanted = targets.Row(row);
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = scale * (values[i] - wanted[i]);
            }
        }
    }

    public override void AddRowMagnitudes(BatchMatrix<T> matrix, BatchMatrix<T> sums, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(sums.Columns, matrix.Rows);
        WorkSplitter.Run(matrix.Rows, WeightRowsAtOnce, threads, (double)matrix.Rows * matrix.Columns, (first, count) =>
            MagnitudeSums<V, T>.AddRows(matrix, first, count, sums.Pointer));
    }

    public override void AddColumnMagnitudes(BatchMatrix<T> matrix, BatchMatrix<T> sums, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(sums.Columns, matrix.Columns);
        WorkSplitter.Run(matrix.PaddedColumns, WeightColumnsAtOnce, threads, (double)matrix.Rows * matrix.Columns, (first, count) =>
            MagnitudeSums<V, T>.AddColumns(matrix, first, count, sums.Pointer));
    }

    public override void Scale(BatchMatrix<T> source, T factor, BatchMatrix<T> result)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(result.Rows, source.Rows);
        ArgumentOutOfRangeException.ThrowIfNotEqual(result.Columns, source.Columns);
        V scale = V.Broadcast(factor);
        for (int row = 0; row < source.Rows; row++)
        {
            nint at = (nint)row * source.Stride;
            for (int column = 0; column < source.PaddedColumns; column += V.Count)
            {
                V.Store(result.Pointer + at + column, scale * V.Load(source.Pointer + at + column));
            }
        }
    }

    public override void Modulate(BatchMatrix<T> source, BatchMatrix<T>? gain, BatchMatrix<T>? offset, BatchMatrix<T> result)
    {
        foreach (BatchMatrix<T> other in new[] { gain, offset, result }.OfType<BatchMatrix<T>>())
        {
            ArgumentOutOfRangeException.ThrowIfNotEqual(other.Rows, source.Rows);
            ArgumentOutOfRangeException.ThrowIfNotEqual(other.Columns, source.Columns);
        }

        nint numbers = (nint)source.Rows * source.Stride;
        T* gains = gain is null ? null : gain.Pointer;
        T* offsets = offset is null ? null : offset.Pointer;
        V one = V.Constant(1), zero = V.Constant(0);
        for (nint at = 0; at < numbers; at += V.Count)
        {
            V factor = gains == null ? one : V.Load(gains + at), summand = offsets == null ? zero : V.Load(offsets + at);
            V.Store(result.Pointer + at, V.MultiplyAdd(factor, V.Load(source.Pointer + at), summand));
        }
    }

    private static void AddLoads(int first, int count, BatchMatrix<T> weights, BatchMatrix<T>? plastic, LoadTerms<T>? loads)
    {
        if (loads is not { } added)
        {
            return;
        }

        var load = new LoadWrite<V, T>(weights, plastic, added);
        for (int row = first; row < first + count; row++)
        {
            load.Write(row, T.NegativeInfinity, T.PositiveInfinity);
        }
    }

    /// <summary>Inputs that are zero throughout get no other write, so that theirs is clipped here.</summary>
    private static void WriteLoads(ClampedInputs<T> inputs, int first, int count, LoadWrite<V, T> write, WriteRule<T> rule)
    {
        for (int input = first; input < first + count; input++)
        {
            bool isLast = inputs.OfInput(input).Count == 0;
            write.Write(input, isLast ? rule.Minimum : T.NegativeInfinity, isLast ? rule.Maximum : T.PositiveInfinity);
        }
    }

    private static ProductTerm<T> TransposedTerm(int rows, BatchMatrix<T> left, BatchMatrix<T> right, int firstSource) => new()
    {
        Left = left.Pointer + firstSource,
        LeftRowStride = 1,
        LeftDepthStride = left.Stride,
        Right = right.Pointer,
        RightDepthStride = right.Stride,
        Depth = rows,
    };

    public override NoiseKernels<T> Noise { get; } = NoiseKernels<T>.For(width);

    public override VectorFunctions<T> Functions { get; } = new VectorFunctions<V, T>();
}
