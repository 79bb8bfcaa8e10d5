using System.Numerics;
using System.Runtime.CompilerServices;
using EqProp.Analog.Numerics.Functions;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Holomorphic;

/// <summary>Softmax continued to complex logits, p_k = exp z_k / sum exp z_j, and its distance from real targets.</summary>
/// <typeparam name="T">float or double.</typeparam>
public abstract unsafe class ComplexSoftmax<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The kernel of a register width.</summary>
    /// <param name="kernels">Kernels of that width.</param>
    /// <returns>The kernel.</returns>
    public static ComplexSoftmax<T> Of(KernelSet<T> kernels) => kernels.Accept(new Maker());

    /// <summary>Turns rows of logits into factor (p - target), in place.</summary>
    /// <param name="first">First example.</param>
    /// <param name="examples">Examples.</param>
    /// <param name="logits">Without biases, [2 examples x classes], row 2 e real and row 2 e + 1 imaginary part; overwritten.</param>
    /// <param name="biases">[1 x classes], added first.</param>
    /// <param name="targets">[examples x classes].</param>
    /// <param name="factor">Factor.</param>
    public abstract void Error(int first, int examples, BatchMatrix<T> logits, BatchMatrix<T> biases, BatchMatrix<T> targets, (T Real, T Imaginary) factor);

    private sealed class Maker : ILaneVisitor<T, ComplexSoftmax<T>>
    {
        public ComplexSoftmax<T> Visit<V>()
            where V : unmanaged, ILane<V, T> => new ComplexSoftmax<V, T>();
    }
}

/// <summary>The same for one lane.</summary>
internal sealed unsafe class ComplexSoftmax<V, T> : ComplexSoftmax<T>
    where V : unmanaged, ILane<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public override void Error(
        int first, int examples, BatchMatrix<T> logits, BatchMatrix<T> biases, BatchMatrix<T> targets, (T Real, T Imaginary) factor)
    {
        for (int e = first; e < first + examples; e++)
        {
            Span<T> real = logits.Row(2 * e), imaginary = logits.Row(2 * e + 1), bias = biases.Row(0);
            T largest = T.NegativeInfinity;
            for (int k = 0; k < real.Length; k++)
            {
                real[k] += bias[k];
                largest = real[k] > largest ? real[k] : largest;
            }

            nint at = 2 * e * (nint)logits.Stride;
            Exponentials(logits.Pointer + at, logits.Pointer + at + logits.Stride, logits.PaddedColumns, largest);
            Finish(real, imaginary, targets.Row(e), factor);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Exponentials(T* real, T* imaginary, int columns, T largest)
    {
        V top = V.Broadcast(largest);
        for (int c = 0; c < columns; c += V.Count)
        {
            V size = Elementary<V, T>.ExpOfNonPositive(V.Min(V.Constant(0), V.Load(real + c) - top));
            V sine = Elementary<V, T>.SinCos(V.Load(imaginary + c), out V cosine);
            V.Store(real + c, size * cosine);
            V.Store(imaginary + c, size * sine);
        }
    }

    private static void Finish(Span<T> real, Span<T> imaginary, Span<T> target, (T Real, T Imaginary) factor)
    {
        T sum = T.Zero, across = T.Zero;
        for (int k = 0; k < real.Length; k++)
        {
            sum += real[k];
            across += imaginary[k];
        }

        T scale = T.One / (sum * sum + across * across);
        for (int k = 0; k < real.Length; k++)
        {
            T p = (real[k] * sum + imaginary[k] * across) * scale - target[k], q = (imaginary[k] * sum - real[k] * across) * scale;
            real[k] = factor.Real * p - factor.Imaginary * q;
            imaginary[k] = factor.Real * q + factor.Imaginary * p;
        }
    }
}
