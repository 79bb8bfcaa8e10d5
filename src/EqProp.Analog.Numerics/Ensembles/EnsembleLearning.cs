using System.Numerics;
using EqProp.Analog.Numerics.Kernels;
using EqProp.Analog.Numerics.Lanes;

namespace EqProp.Analog.Numerics.Ensembles;

/// <summary>
/// What chips that learn do besides settling, for one block of chips at a time: they see a clamped example, multiply held samples, and write weights. Sums are
/// chains of fused multiply-adds over inputs or samples in order, so a chip has the same bits at every register width and place.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public abstract class EnsembleLearning<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private protected EnsembleLearning()
    {
    }

    /// <summary>The kernels of a width.</summary>
    /// <param name="kernels">Names the width.</param>
    /// <returns>The kernels.</returns>
    public static EnsembleLearning<T> For(KernelSet<T> kernels) => kernels.Accept(default(Maker));

    /// <summary>result = a + b.</summary>
    /// <param name="a">First term.</param>
    /// <param name="b">Second term.</param>
    /// <param name="result">Overwritten.</param>
    public abstract void Add(ChipMatrix<T> a, ChipMatrix<T> b, ChipMatrix<T> result);

    /// <summary>sums += W x for one clamped example that all chips see.</summary>
    /// <param name="inputs">The minibatch.</param>
    /// <param name="row">The example.</param>
    /// <param name="weights">Weights of inputs.</param>
    /// <param name="sums">One a target.</param>
    public abstract void AddInputs(ClampedInputs<T> inputs, int row, TiledWeights<T> weights, ChipMatrix<T> sums);

    /// <summary>difference = plus - minus and negated = -minus of the first samples.</summary>
    /// <param name="count">Samples.</param>
    /// <param name="plus">Added.</param>
    /// <param name="minus">Subtracted.</param>
    /// <param name="difference">Overwritten.</param>
    /// <param name="negated">Overwritten.</param>
    public abstract void Contrast(int count, EnsembleSamples<T> plus, EnsembleSamples<T> minus, EnsembleSamples<T> difference, EnsembleSamples<T> negated);

    /// <summary>w &lt;- clip(w + scale sum of input times change) for weights of clamped inputs.</summary>
    /// <param name="inputs">The minibatch.</param>
    /// <param name="change">Of each target.</param>
    /// <param name="memory">Written.</param>
    /// <param name="rule">Scale and limits.</param>
    public abstract void WriteInputs(ClampedInputs<T> inputs, EnsembleSamples<T> change, EnsembleMemory<T> memory, WriteRule<T> rule);

    /// <summary>w &lt;- clip(w + scale sum of one product, or two) for weights between groups.</summary>
    /// <param name="count">Samples.</param>
    /// <param name="first">First product.</param>
    /// <param name="second">Second product; null: none.</param>
    /// <param name="memory">Written.</param>
    /// <param name="rule">Scale and limits.</param>
    public abstract void WriteProducts(
        int count, EnsembleFactors<T> first, EnsembleFactors<T>? second, EnsembleMemory<T> memory, WriteRule<T> rule);

    /// <summary>b &lt;- b + scale sum of changes.</summary>
    /// <param name="count">Samples.</param>
    /// <param name="change">Of each state.</param>
    /// <param name="biases">Written.</param>
    /// <param name="scales">One a state, the same on all chips.</param>
    public abstract void WriteBiases(int count, EnsembleSamples<T> change, ChipMatrix<T> biases, ReadOnlySpan<T> scales);

    /// <summary>result = gain weight + offset with sources and targets exchanged.</summary>
    /// <param name="weights">Written weights.</param>
    /// <param name="gain">Gains in the order of the weights; null: one.</param>
    /// <param name="offset">Offsets in the order of the weights; null: none.</param>
    /// <param name="result">Overwritten: sources of the weights are its targets.</param>
    public abstract void ConductBack(TiledWeights<T> weights, TiledWeights<T>? gain, TiledWeights<T>? offset, TiledWeights<T> result);

    /// <summary>sum += w |x|, or w x^2, for one clamped example that all chips see, a weight an input.</summary>
    /// <param name="inputs">The minibatch.</param>
    /// <param name="row">The example.</param>
    /// <param name="weights">One an input.</param>
    /// <param name="sums">Several sums of each chip.</param>
    /// <param name="sum">Which of them.</param>
    /// <param name="squares">Whether inputs count with their squares.</param>
    public abstract void AddInputSizes(ClampedInputs<T> inputs, int row, ChipMatrix<T> weights, ChipMatrix<T> sums, int sum, bool squares);

    /// <summary>sums += scale times the sum of |w| over the sources of each target.</summary>
    /// <param name="weights">Weights.</param>
    /// <param name="scale">Factor.</param>
    /// <param name="sums">One a target.</param>
    public abstract void AddMagnitudes(TiledWeights<T> weights, T scale, ChipMatrix<T> sums);

    /// <summary>sums += scale times the sum of |w| over the targets of each source.</summary>
    /// <param name="weights">Weights.</param>
    /// <param name="scale">Factor.</param>
    /// <param name="sums">One a source.</param>
    public abstract void AddMagnitudesOfSources(TiledWeights<T> weights, T scale, ChipMatrix<T> sums);

    private readonly struct Maker : ILaneVisitor<T, EnsembleLearning<T>>
    {
        public EnsembleLearning<T> Visit<V>()
            where V : unmanaged, ILane<V, T> => new EnsembleLearning<V, T>();
    }
}
