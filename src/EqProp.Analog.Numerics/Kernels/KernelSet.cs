using System.Numerics;
using EqProp.Analog.Numerics.Functions;
using EqProp.Analog.Numerics.Lanes;
using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Numerics.Kernels;

/// <summary>Does something that needs to know the lane type.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="TResult">What it makes.</typeparam>
public interface ILaneVisitor<T, TResult>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Called with the lane type that was chosen.</summary>
    /// <typeparam name="V">Lane.</typeparam>
    /// <returns>What was made.</returns>
    TResult Visit<V>()
        where V : unmanaged, ILane<V, T>;
}

/// <summary>How a write changes weights: w &lt;- clip(w + scale times contrast).</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="Scale">Factor of the contrast.</param>
/// <param name="Minimum">Smallest weight.</param>
/// <param name="Maximum">Largest weight.</param>
public readonly record struct WriteRule<T>(T Scale, T Minimum, T Maximum)
    where T : unmanaged;

/// <summary>The kernels of one lane width, behind one call each.</summary>
/// <typeparam name="T">float or double.</typeparam>
public abstract class KernelSet<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Which width.</summary>
    public abstract VectorWidth Width { get; }

    /// <summary>The kernels of a width.</summary>
    /// <param name="width">Which.</param>
    /// <returns>The kernels.</returns>
    public static KernelSet<T> For(VectorWidth width) => width switch
    {
        VectorWidth.Bits512 => new KernelSet<Lane512<T>, T>(width),
        VectorWidth.Bits256 => new KernelSet<Lane256<T>, T>(width),
        VectorWidth.Bits128 => new KernelSet<Lane128<T>, T>(width),
        _ => new KernelSet<ScalarLane<T>, T>(VectorWidth.Scalar),
    };

    /// <summary>Calls a visitor with the lane type.</summary>
    /// <typeparam name="TResult">What the visitor makes.</typeparam>
    /// <param name="visitor">The visitor.</param>
    /// <returns>What the visitor made.</returns>
    public abstract TResult Accept<TResult>(ILaneVisitor<T, TResult> visitor);

    /// <summary>drive(row) += inputs(row) W for the clamped inputs.</summary>
    /// <param name="inputs">Clamped inputs.</param>
    /// <param name="weights">[inputs x states].</param>
    /// <param name="drive">[examples x states].</param>
    /// <param name="threads">Most threads to use.</param>
    public abstract void AddClampedDrive(ClampedInputs<T> inputs, BatchMatrix<T> weights, BatchMatrix<T> drive, int threads);

    /// <summary>difference = plus - minus and negated = -minus, for the first rows.</summary>
    /// <param name="rows">Examples.</param>
    /// <param name="plus">Held outputs.</param>
    /// <param name="minus">Held outputs.</param>
    /// <param name="difference">Result.</param>
    /// <param name="negated">Result.</param>
    public abstract void Contrast(int rows, BatchMatrix<T> plus, BatchMatrix<T> minus, BatchMatrix<T> difference, BatchMatrix<T> negated);

    /// <summary>Writes the weights of clamped inputs: contrast = inputs' difference.</summary>
    /// <param name="inputs">Clamped inputs.</param>
    /// <param name="difference">[examples x states].</param>
    /// <param name="weights">[inputs x states].</param>
    /// <param name="plastic">1 where a weight may change, 0 elsewhere; null: all.</param>
    /// <param name="rule">How to write.</param>
    /// <param name="threads">Most threads to use.</param>
    /// <param name="loads">What is added for weights that load what they act on; null: nothing, and weights of inputs that are all zero stay.</param>
    public abstract void WriteClamped(
        ClampedInputs<T> inputs, BatchMatrix<T> difference, BatchMatrix<T> weights, BatchMatrix<T>? plastic, WriteRule<T> rule, int threads,
        LoadTerms<T>? loads = null);

    /// <summary>Writes weights: contrast = left0' right0 + left1' right1 over the first rows.</summary>
    /// <param name="rows">Examples.</param>
    /// <param name="left0">[examples x sources].</param>
    /// <param name="right0">[examples x targets].</param>
    /// <param name="left1">[examples x sources]; null: the first product is all.</param>
    /// <param name="right1">[examples x targets]; null where the other is.</param>
    /// <param name="weights">[sources x targets].</param>
    /// <param name="plastic">1 where a weight may change, 0 elsewhere; null: all.</param>
    /// <param name="rule">How to write.</param>
    /// <param name="threads">Most threads to use.</param>
    /// <param name="loads">What is added for weights that load what they act on; null: nothing.</param>
    public abstract void WriteContrast(
        int rows, BatchMatrix<T> left0, BatchMatrix<T> right0, BatchMatrix<T>? left1, BatchMatrix<T>? right1,
        BatchMatrix<T> weights, BatchMatrix<T>? plastic, WriteRule<T> rule, int threads, LoadTerms<T>? loads = null);

    /// <summary>Writes weights from contrasts that were measured before.</summary>
    /// <param name="contrast">A matrix of the shape of the weights.</param>
    /// <param name="weights">Any matrix.</param>
    /// <param name="plastic">1 where a weight may change, 0 elsewhere; null: all.</param>
    /// <param name="rule">How to write.</param>
    /// <param name="threads">Most threads to use.</param>
    /// <param name="loads">What is added for weights that load what they act on; null: nothing.</param>
    public abstract void WriteMeasured(
        BatchMatrix<T> contrast, BatchMatrix<T> weights, BatchMatrix<T>? plastic, WriteRule<T> rule, int threads, LoadTerms<T>? loads = null);

    /// <summary>Adds scale times the column sums to a row of biases.</summary>
    /// <param name="rows">Examples.</param>
    /// <param name="difference">[examples x states].</param>
    /// <param name="biases">[1 x states].</param>
    /// <param name="scale">Factor.</param>
    public abstract void WriteBiases(int rows, BatchMatrix<T> difference, BatchMatrix<T> biases, T scale);

    /// <summary>result = start (one row, repeated) + left right.</summary>
    /// <param name="firstRow">First example.</param>
    /// <param name="rows">Examples.</param>
    /// <param name="start">[1 x columns].</param>
    /// <param name="left">[examples x depth].</param>
    /// <param name="right">[depth x columns].</param>
    /// <param name="result">[examples x columns].</param>
    public abstract void Multiply(int firstRow, int rows, BatchMatrix<T> start, BatchMatrix<T> left, BatchMatrix<T> right, BatchMatrix<T> result);

    /// <summary>Turns rows of logits into scale (softmax - targets), in place.</summary>
    /// <param name="firstRow">First example.</param>
    /// <param name="rows">Examples.</param>
    /// <param name="logits">[examples x classes]; overwritten.</param>
    /// <param name="targets">[examples x classes].</param>
    /// <param name="scale">Factor.</param>
    public abstract void SoftmaxError(int firstRow, int rows, BatchMatrix<T> logits, BatchMatrix<T> targets, T scale);

    /// <summary>sums(row) += sum over columns of |m|: how much the weights of each row load it.</summary>
    /// <param name="matrix">Any matrix.</param>
    /// <param name="sums">[1 x rows of the matrix].</param>
    /// <param name="threads">Most threads to use.</param>
    public abstract void AddRowMagnitudes(BatchMatrix<T> matrix, BatchMatrix<T> sums, int threads);

    /// <summary>sums(column) += sum over rows of |m|: how much the weights of each column load it.</summary>
    /// <param name="matrix">Any matrix.</param>
    /// <param name="sums">[1 x columns of the matrix].</param>
    /// <param name="threads">Most threads to use.</param>
    public abstract void AddColumnMagnitudes(BatchMatrix<T> matrix, BatchMatrix<T> sums, int threads);

    /// <summary>result = factor source.</summary>
    /// <param name="source">Any matrix.</param>
    /// <param name="factor">Factor.</param>
    /// <param name="result">A matrix of the same shape; may be the source.</param>
    public abstract void Scale(BatchMatrix<T> source, T factor, BatchMatrix<T> result);

    /// <summary>result = gain source + offset, number by number.</summary>
    /// <param name="source">Any matrix.</param>
    /// <param name="gain">Factors, of the same shape; null: 1.</param>
    /// <param name="offset">Summands, of the same shape; null: 0.</param>
    /// <param name="result">A matrix of the same shape; may be the source.</param>
    public abstract void Modulate(BatchMatrix<T> source, BatchMatrix<T>? gain, BatchMatrix<T>? offset, BatchMatrix<T> result);

    /// <summary>Random numbers for rows of nodes.</summary>
    public abstract NoiseKernels<T> Noise { get; }

    /// <summary>Elementary functions over memory at this width.</summary>
    public abstract VectorFunctions<T> Functions { get; }
}
