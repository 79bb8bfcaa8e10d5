using System.Numerics;
using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Ensembles;
using EqProp.Analog.Numerics.Kernels;

namespace EqProp.Analog.Simulation.Ensembles;

/// <summary>
/// The plasticity units of all chips, ideal ones: products of what was held of a minibatch go straight into the weights, as
/// <see cref="Plasticity.PlasticityUnit{T}"/> writes them on a chip by itself.
/// </summary>
internal sealed class EnsemblePlasticity<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly EnsembleLearning<T> _kernels;
    private readonly NetworkLayout _layout;
    private readonly NetworkMetric _metric;
    private readonly EnsembleHold<T> _held;
    private readonly IReadOnlyList<EnsembleSynapses<T>> _synapses;
    private readonly IReadOnlyList<ChipMatrix<T>> _biases;
    private readonly EnsembleSamples<T>[] _difference;
    private readonly EnsembleSamples<T>[] _negated;

    /// <param name="kernels">Kernels of the width in use.</param>
    /// <param name="layout">The drawing.</param>
    /// <param name="held">Hold circuits.</param>
    /// <param name="synapses">Written.</param>
    /// <param name="biases">Written.</param>
    /// <param name="capacity">Most examples of a minibatch.</param>
    public EnsemblePlasticity(
        EnsembleLearning<T> kernels, NetworkLayout layout, EnsembleHold<T> held, IReadOnlyList<EnsembleSynapses<T>> synapses,
        IReadOnlyList<ChipMatrix<T>> biases, int capacity)
    {
        _kernels = kernels;
        _layout = layout;
        _metric = NetworkMetric.Of(layout);
        _held = held;
        _synapses = synapses;
        _biases = biases;
        _difference = [.. biases.Select(bias => new EnsembleSamples<T>(bias.Blocks, capacity, bias.Rows))];
        _negated = [.. biases.Select(bias => new EnsembleSamples<T>(bias.Blocks, capacity, bias.Rows))];
    }

    /// <summary>Writes what is held of a minibatch.</summary>
    public void Write(PlasticityCommand command, ClampedInputs<T> inputs)
    {
        if (command.Mode != UpdateMode.Write)
        {
            throw new NotSupportedException("Chips of an ensemble write at once; they have no correlators that wait.");
        }

        int count = inputs.Rows;
        for (int g = 0; g < _biases.Count; g++)
        {
            _kernels.Contrast(count, _held.Activities(command.Plus, g), _held.Activities(command.Minus, g), _difference[g], _negated[g]);
        }

        for (int c = 0; c < _synapses.Count; c++)
        {
            Coupling coupling = _layout.Couplings[c];
            double rate = command.WeightRates[c] * command.Scale / count * _metric.Weights[coupling.Target];
            if (rate != 0)
            {
                WriteSynapses(c, command, rate, inputs);
                _synapses[c].Refresh();
            }
        }

        for (int g = 0; g < _biases.Count; g++)
        {
            double rate = command.BiasRates[g + 1] * command.Scale / count;
            _kernels.WriteBiases(count, _difference[g], _biases[g], [.. _metric.Nodes[g + 1].Select(weight => T.CreateTruncating(rate * weight))]);
        }
    }

    public void Dispose()
    {
        foreach (EnsembleSamples<T> samples in _difference.Concat(_negated))
        {
            samples.Dispose();
        }
    }

    private void WriteSynapses(int c, PlasticityCommand command, double rate, ClampedInputs<T> inputs)
    {
        Coupling coupling = _layout.Couplings[c];
        EnsembleSynapses<T> synapses = _synapses[c];
        (double minimum, double maximum) = _layout.RangeOf(coupling);
        WriteRule<T> Rule(double scale) => new(T.CreateTruncating(scale), T.CreateTruncating(minimum), T.CreateTruncating(maximum));
        if (synapses.IsClamped)
        {
            _kernels.WriteInputs(inputs, _difference[coupling.Target - 1], synapses.Memory, Rule(rate));
            return;
        }

        (EnsembleFactors<T> first, EnsembleFactors<T>? second, double share) = FactorsOf(coupling, command);
        _kernels.WriteProducts(inputs.Rows, first, second, synapses.Memory, Rule(share * rate));
    }

    // A one-way contrast takes the mean of the source's two activities, as half of their sum.
    private (EnsembleFactors<T> First, EnsembleFactors<T>? Second, double Share) FactorsOf(Coupling coupling, PlasticityCommand command)
    {
        int source = coupling.Source - 1, target = coupling.Target - 1;
        if (command.Form == CorrelationForm.Contrast)
        {
            EnsembleSamples<T> plus = _held.Activities(command.Plus, source), minus = _held.Activities(command.Minus, source);
            return coupling.Kind == EdgeKind.Reciprocal
                ? (new(plus, _held.Activities(command.Plus, target)), new(minus, _negated[target]), 1)
                : (new(plus, _difference[target]), new(minus, _difference[target]), 0.5);
        }

        HoldSlot before = command.Pre ?? command.Minus;
        var ahead = new EnsembleFactors<T>(_held.Activities(before, source), _difference[target]);
        return command.Form == CorrelationForm.Timing && coupling.Kind == EdgeKind.Reciprocal
            ? (ahead, new(_difference[source], _held.Activities(before, target)), 1)
            : (ahead, null, 1);
    }
}
