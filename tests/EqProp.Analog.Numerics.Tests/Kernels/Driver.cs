using System.Numerics;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.Tests.Memory;

namespace EqProp.Analog.Numerics.Tests.Kernels;

/// <summary>What <see cref="KernelSet{T}"/> can do.</summary>
public enum Driver
{
    AddClampedDrive,
    Contrast,
    WriteClamped,
    WriteContrast,
    WriteBiases,
    Multiply,
    SoftmaxError,
    WriteLoadedClamped,
    WriteLoadedContrast,
    AddRowMagnitudes,
    AddColumnMagnitudes,
    Scale,
    Modulate,
    FunctionContrast,
    WriteProduct,
    WriteMeasured,
}

/// <summary>How large the arrays of one call are.</summary>
/// <param name="Rows">Examples.</param>
/// <param name="Columns">States, targets or classes.</param>
/// <param name="Depth">Inputs or sources.</param>
public readonly record struct CallShape(int Rows, int Columns, int Depth);

/// <summary>One call of a driver on arrays drawn from a seed.</summary>
/// <param name="Driver">Which.</param>
/// <param name="Shape">Of the arrays.</param>
/// <param name="Seed">Of the numbers.</param>
/// <param name="Threads">Most threads to use.</param>
internal sealed record DriverCall(Driver Driver, CallShape Shape, int Seed, int Threads = 1)
{
    /// <summary>Runs the call and returns the bits of all it wrote, with the padding.</summary>
    public ulong[] Run<T>(VectorWidth width, IBufferSource memory)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (rows, columns, depth) = Shape;
        var random = new Random(Seed);
        KernelSet<T> kernels = KernelSet<T>.For(width);
        T scale = T.CreateTruncating(0.3);
        switch (Driver)
        {
            case Driver.AddClampedDrive:
                {
                    using ClampedInputs<T> inputs = Clamped<T>(random, memory);
                    BatchMatrix<T> weights = Draw(depth, columns), drive = Draw(rows, columns);
                    kernels.AddClampedDrive(inputs, weights, drive, Threads);
                    return Numbers.Bits(drive);
                }

            case Driver.Contrast:
                {
                    BatchMatrix<T> plus = Draw(rows, columns), minus = Draw(rows, columns), difference = Draw(rows, columns), negated = Draw(rows, columns);
                    kernels.Contrast(rows, plus, minus, difference, negated);
                    return Numbers.Bits(difference, negated);
                }

            case Driver.WriteClamped:
                {
                    using ClampedInputs<T> inputs = Clamped<T>(random, memory);
                    BatchMatrix<T> difference = Draw(rows, columns), weights = Draw(depth, columns);
                    kernels.WriteClamped(inputs, difference, weights, Plastic(), Rule(), Threads);
                    return Numbers.Bits(weights);
                }

            case Driver.WriteContrast:
                {
                    BatchMatrix<T> left0 = Draw(rows, depth), right0 = Draw(rows, columns), left1 = Draw(rows, depth), right1 = Draw(rows, columns);
                    BatchMatrix<T> weights = Draw(depth, columns);
                    kernels.WriteContrast(rows, left0, right0, left1, right1, weights, Plastic(), Rule(), Threads);
                    return Numbers.Bits(weights);
                }

            case Driver.WriteBiases:
                {
                    BatchMatrix<T> difference = Draw(rows, columns), biases = Draw(1, columns);
                    kernels.WriteBiases(rows, difference, biases, scale);
                    return Numbers.Bits(biases);
                }

            case Driver.Multiply:
                {
                    BatchMatrix<T> start = Draw(1, columns), left = Draw(rows, depth), right = Draw(depth, columns), result = Draw(rows, columns);
                    int first = rows / 3;
                    kernels.Multiply(first, rows - first, start, left, right, result);
                    return Numbers.Bits(result);
                }

            case Driver.WriteLoadedClamped:
                {
                    using ClampedInputs<T> inputs = Clamped<T>(random, memory);
                    BatchMatrix<T> difference = Draw(rows, columns), weights = Draw(depth, columns), loads = Draw(1, columns);
                    kernels.WriteClamped(inputs, difference, weights, Plastic(), Rule(), Threads, new(null, T.Zero, loads, scale));
                    return Numbers.Bits(weights);
                }

            case Driver.WriteLoadedContrast:
                {
                    BatchMatrix<T> left = Draw(rows, depth), right = Draw(rows, columns), weights = Draw(depth, columns);
                    BatchMatrix<T> rowLoads = Draw(1, depth), columnLoads = Draw(1, columns);
                    LoadTerms<T> loads = new(Seed % 3 == 0 ? null : rowLoads, -scale, Seed % 3 == 1 ? null : columnLoads, scale);
                    kernels.WriteContrast(rows, left, right, left, right, weights, Plastic(), Rule(), Threads, loads);
                    return Numbers.Bits(weights);
                }

            case Driver.AddRowMagnitudes:
                {
                    BatchMatrix<T> matrix = Draw(depth, columns), sums = Draw(1, depth);
                    kernels.AddRowMagnitudes(matrix, sums, Threads);
                    return Numbers.Bits(sums);
                }

            case Driver.AddColumnMagnitudes:
                {
                    BatchMatrix<T> matrix = Draw(depth, columns), sums = Draw(1, columns);
                    kernels.AddColumnMagnitudes(matrix, sums, Threads);
                    return Numbers.Bits(sums);
                }

            case Driver.Scale:
                {
                    BatchMatrix<T> source = Draw(depth, columns), result = Draw(depth, columns);
                    kernels.Scale(source, scale, result);
                    return Numbers.Bits(result);
                }

            case Driver.Modulate:
                {
                    BatchMatrix<T> source = Draw(depth, columns), gain = Draw(depth, columns), offset = Draw(depth, columns), result = Draw(depth, columns);
                    kernels.Modulate(source, Seed % 3 == 0 ? null : gain, Seed % 3 == 1 ? null : offset, result);
                    return Numbers.Bits(result);
                }

            case Driver.FunctionContrast:
                {
                    BatchMatrix<T> plus = Draw(rows, columns), minus = Draw(rows, columns), sums = Draw(1, columns);
                    kernels.Accept(new CubeContrast<T>()).Sum(rows, plus, minus, sums);
                    return Numbers.Bits(sums);
                }

            case Driver.WriteProduct:
                {
                    BatchMatrix<T> left = Draw(rows, depth), right = Draw(rows, columns), weights = Draw(depth, columns);
                    kernels.WriteContrast(rows, left, right, null, null, weights, Plastic(), Rule(), Threads);
                    return Numbers.Bits(weights);
                }

            case Driver.WriteMeasured:
                {
                    BatchMatrix<T> contrast = Draw(depth, columns), weights = Draw(depth, columns), loads = Draw(1, columns);
                    kernels.WriteMeasured(contrast, weights, Plastic(), Rule(), Threads, Seed % 3 == 0 ? null : new(null, T.Zero, loads, scale));
                    return Numbers.Bits(weights);
                }

            default:
                {
                    BatchMatrix<T> logits = Draw(rows, columns), targets = Draw(rows, columns);
                    int first = rows / 3;
                    kernels.SoftmaxError(first, columns == 0 ? 0 : rows - first, logits, targets, scale);
                    return Numbers.Bits(logits);
                }
        }

        BatchMatrix<T> Draw(int height, int width) => Numbers.Draw<T>(random, height, width, memory);

        WriteRule<T> Rule() => new(scale, T.CreateTruncating(-0.4), T.CreateTruncating(0.45));

        BatchMatrix<T>? Plastic()
        {
            if (Seed % 2 == 0)
            {
                return null;
            }

            var plastic = new BatchMatrix<T>(depth, columns, memory);
            for (int row = 0; row < depth; row++)
            {
                foreach (ref T value in plastic.Row(row))
                {
                    value = T.CreateTruncating(random.Next(2));
                }
            }

            return plastic;
        }
    }

    private ClampedInputs<T> Clamped<T>(Random random, IBufferSource memory)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        float[] all = new float[Shape.Rows * Shape.Depth];
        int oneIn = random.Next(1, 4);
        foreach (ref float value in all.AsSpan())
        {
            value = random.Next(oneIn) == 0 ? random.NextSingle() - 0.5f : 0;
        }

        var inputs = new ClampedInputs<T>(Shape.Rows, Shape.Depth, memory);
        int[] order = [.. Enumerable.Range(0, Shape.Rows)];
        random.Shuffle(order);
        inputs.Load(all, order);
        return inputs;
    }
}
