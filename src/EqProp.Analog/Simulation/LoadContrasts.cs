using System.Numerics;
using EqProp.Analog.Networks;
using EqProp.Analog.Neurons;
using EqProp.Analog.Numerics.Kernels;

namespace EqProp.Analog.Simulation;

/// <summary>
/// What resistive synapses need of each node besides its activity: the change between two held phases of H(y), the integral of the
/// inverse activation, summed over the minibatch.
/// </summary>
internal sealed class LoadContrasts<T>(KernelSet<T> kernels, NetworkLayout layout, SampleHold<T> held) : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly FunctionContrast<T>[] _functions = [.. layout.Groups.Skip(1).Select(g =>
        NeuronCatalog.CreateLoadContrast(kernels, new(g.Activation, g.Gain, g.Threshold)))];

    private readonly BatchMatrix<T>[] _sums = [.. layout.Groups.Skip(1).Select(g => new BatchMatrix<T>(1, g.Size))];

    /// <summary>Changes of H as last measured, one row a free group.</summary>
    public IReadOnlyList<BatchMatrix<T>> Sums => _sums;

    /// <summary>Measures all free groups.</summary>
    public void Measure(HoldSlot plus, HoldSlot minus, int rows)
    {
        for (int g = 0; g < _sums.Length; g++)
        {
            _functions[g].Sum(rows, held.Activities(plus, g), held.Activities(minus, g), _sums[g]);
        }
    }

    /// <summary>Terms of the write of one coupling: -rate sign(W) (A^2 h of the source + h of the target), the first where it acts both ways.</summary>
    public LoadTerms<T> Terms(SynapseArray<T> synapse, IReadOnlyList<BatchMatrix<T>> sums, double rate)
    {
        Coupling coupling = synapse.Coupling;
        bool bothEnds = synapse.IsReciprocal && !synapse.IsClamped;
        BatchMatrix<T>? source = bothEnds ? sums[coupling.Source - 1] : null;
        BatchMatrix<T> target = sums[coupling.Target - 1];
        T sourceScale = T.CreateTruncating(-rate * coupling.Gain * coupling.Gain), targetScale = T.CreateTruncating(-rate);
        return synapse.IsTransposed ? new(target, targetScale, source, sourceScale) : new(source, sourceScale, target, targetScale);
    }

    public void Dispose()
    {
        foreach (BatchMatrix<T> sums in _sums)
        {
            sums.Dispose();
        }
    }
}
