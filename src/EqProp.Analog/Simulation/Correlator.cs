using System.Numerics;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.Kernels;

namespace EqProp.Analog.Simulation;

/// <summary>
/// What synapses, biases and leaks measure: products and changes of held activities, summed over the minibatch and added to whatever array they
/// are sent to, which may be the weights themselves.
/// </summary>
internal sealed class Correlator<T>(
    KernelSet<T> kernels, NetworkLayout layout, SampleHold<T> held, ClampedInputs<T> inputs, int capacity) : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly BatchMatrix<T>[] _difference = [.. layout.Groups.Skip(1).Select(g => new BatchMatrix<T>(capacity, g.Size))];
    private readonly BatchMatrix<T>[] _negatedMinus = [.. layout.Groups.Skip(1).Select(g => new BatchMatrix<T>(capacity, g.Size))];
    private readonly NetworkMetric _metric = NetworkMetric.Of(layout);

    /// <summary>Forms the changes of all activities; the rest goes by them.</summary>
    public void Compare(PlasticityCommand command, int rows)
    {
        for (int g = 0; g < _difference.Length; g++)
        {
            kernels.Contrast(rows, held.Activities(command.Plus, g), held.Activities(command.Minus, g), _difference[g], _negatedMinus[g]);
        }
    }

    /// <summary>Adds rate times what the synapses of one coupling see, within a range, to a matrix oriented as its weights.</summary>
    public void AddSynapses(
        SynapseArray<T> synapse, PlasticityCommand command, double rate, (double Minimum, double Maximum) range, BatchMatrix<T> into,
        LoadTerms<T>? loads, int rows, int threads)
    {
        int target = synapse.Coupling.Target - 1;
        WriteRule<T> Rule(double scale) => new(
            T.CreateTruncating(scale * synapse.Coupling.Gain), T.CreateTruncating(range.Minimum), T.CreateTruncating(range.Maximum));
        if (synapse.IsClamped)
        {
            kernels.WriteClamped(inputs, _difference[target], into, synapse.Plastic, Rule(rate), threads, loads);
            return;
        }

        (Factors first, Factors? second, double share) = FactorsOf(synapse, command);
        if (synapse.IsTransposed)
        {
            kernels.WriteContrast(
                rows, first.Target, first.Source, second?.Target, second?.Source, into, synapse.Plastic, Rule(share * rate), threads, loads);
        }
        else
        {
            kernels.WriteContrast(
                rows, first.Source, first.Target, second?.Source, second?.Target, into, synapse.Plastic, Rule(share * rate), threads, loads);
        }

        if (command.Form != CorrelationForm.Contrast && synapse.IsReciprocal && synapse.IsWithinGroup)
        {
            Mirror(into);
        }
    }

    /// <summary>Adds rate times the change of each node's activity, in its metric, to a row.</summary>
    public void AddBiases(int group, double rate, BatchMatrix<T> into, int rows)
    {
        IReadOnlyList<double> metric = _metric.Nodes[group];
        if (NetworkMetric.IsEven(metric))
        {
            kernels.WriteBiases(rows, _difference[group - 1], into, T.CreateTruncating(rate * _metric.Weights[group]));
            return;
        }

        Span<T> written = into.Row(0);
        for (int i = 0; i < written.Length; i++)
        {
            T change = T.Zero;
            for (int row = 0; row < rows; row++)
            {
                change += _difference[group - 1].Row(row)[i];
            }

            written[i] += T.CreateTruncating(rate * metric[i]) * change;
        }
    }

    /// <summary>Takes rate times the change of y^2 of each node off an array, down to a least value: what a leak adds to the energy is m / 2 y^2 of a linear node.</summary>
    public void AddLeaks(int group, PlasticityCommand command, double rate, T[] into, double least, int rows)
    {
        BatchMatrix<T> plus = held.Activities(command.Plus, group - 1), minus = held.Activities(command.Minus, group - 1);
        for (int i = 0; i < into.Length; i++)
        {
            T change = T.Zero;
            for (int row = 0; row < rows; row++)
            {
                T high = plus.Row(row)[i], low = minus.Row(row)[i];
                change += (high - low) * (high + low);
            }

            T next = into[i] - T.CreateTruncating(rate * _metric.Nodes[group][i]) * change;
            into[i] = T.Max(next, T.CreateTruncating(least));
        }
    }

    public void Dispose()
    {
        foreach (BatchMatrix<T> matrix in _difference.Concat(_negatedMinus))
        {
            matrix.Dispose();
        }
    }

    // A one-way contrast takes the mean of the source's two activities, as half of their sum.
    private (Factors First, Factors? Second, double Share) FactorsOf(SynapseArray<T> synapse, PlasticityCommand command)
    {
        int source = synapse.Coupling.Source - 1, target = synapse.Coupling.Target - 1;
        if (command.Form == CorrelationForm.Contrast)
        {
            BatchMatrix<T> plus = held.Activities(command.Plus, source), minus = held.Activities(command.Minus, source);
            return synapse.IsReciprocal
                ? (new(plus, held.Activities(command.Plus, target)), new(minus, _negatedMinus[target]), 1)
                : (new(plus, _difference[target]), new(minus, _difference[target]), 0.5);
        }

        HoldSlot before = command.Pre ?? command.Minus;
        var ahead = new Factors(held.Activities(before, source), _difference[target]);
        return command.Form == CorrelationForm.Timing && synapse.IsReciprocal
            ? (ahead, new(_difference[source], held.Activities(before, target)), 1)
            : (ahead, null, 1);
    }

    // Both entries of a pair are one synapse, whose two products the kernel sums in either order.
    private static void Mirror(BatchMatrix<T> matrix)
    {
        for (int i = 0; i < matrix.Rows; i++)
        {
            ReadOnlySpan<T> row = matrix.Row(i);
            for (int j = i + 1; j < matrix.Rows; j++)
            {
                matrix.Row(j)[i] = row[j];
            }
        }
    }

    /// <summary>Two activities, [examples x nodes] each, whose product over the examples is summed.</summary>
    private sealed record Factors(BatchMatrix<T> Source, BatchMatrix<T> Target);
}
