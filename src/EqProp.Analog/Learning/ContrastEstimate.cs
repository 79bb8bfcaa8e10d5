using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;
using EqProp.Analog.Neurons;

namespace EqProp.Analog.Learning;

/// <summary>
/// The equilibrium propagation estimate of the gradient dJ/dtheta from what was held at the end of two phases: what an
/// ideal plasticity unit measures. A step down the gradient is minus a learning rate times it. Entries that learning
/// may not write are zero.
/// </summary>
public static class ContrastEstimate
{
    /// <summary>The estimate for all weights, biases and plastic leaks of the chip; the external read-out's entries stay zero.</summary>
    /// <param name="layout">The network.</param>
    /// <param name="plus">
    /// Activities y = rho(s) held at the end of the phase that is added: one array a group, the clamped group first,
    /// row-major [examples x nodes].
    /// </param>
    /// <param name="minus">Those of the phase that is subtracted.</param>
    /// <param name="scale">1 / beta one-sided (beta with its sign), 1 / (2 beta) centered.</param>
    /// <param name="present">The weights that the chip has; needed for resistive synapses alone, whose load has the sign of W.</param>
    /// <returns>The estimate, averaged over the examples.</returns>
    /// <exception cref="ArgumentException">The arrays do not fit the layout, or resistive synapses have no present weights.</exception>
    /// <remarks>
    /// Reciprocal: -scale m (A y_i y_j (plus) - A y_i y_j (minus)) (Scellier and Bengio 2017), with the gain A and the metric m of the
    /// target (<see cref="NetworkMetric"/>). One-way: -scale m A times the mean of the source's two activities times the change of the
    /// target's (Scellier et al. 2018, with the change of y in place of that of s). Resistive synapses add scale m sign(W) times the
    /// change of A^2 H(y_i) + H(y_j), one-way ones that of H(y_j) alone, where H is the integral of the inverse activation (y^2 / 2 for the
    /// piecewise linear circuits) and sign(0) is 1. Biases: -scale m times the change of y. Leaks that
    /// learn, of linear nodes: scale m / 2 times the change of y^2.
    /// Sensors stand behind the output buffers: y is y times <see cref="NodeGroup.OutputGain"/>.
    /// With the metric -1 of inhibitors a resistor between two of them moves the other way than one between activators.
    /// </remarks>
    public static NetworkParameters Compute(
        NetworkLayout layout, IReadOnlyList<double[]> plus, IReadOnlyList<double[]> minus, double scale, NetworkParameters? present = null)
    {
        int examples = CountExamples(layout, plus, minus);
        if (layout.HasResistiveSynapses && present is null)
        {
            throw new ArgumentException("Resistive synapses need the present weights.", nameof(present));
        }

        (plus, minus) = (Sensed(layout, plus), Sensed(layout, minus));
        NetworkMetric metric = NetworkMetric.Of(layout);
        Held heldHigh = new(layout, plus), heldLow = new(layout, minus);
        var estimate = new NetworkParameters(layout);
        for (int e = 0; e < examples; e++)
        {
            for (int c = 0; c < layout.Couplings.Count; c++)
            {
                double factor = scale / examples * metric.Weights[layout.Couplings[c].Target];
                AddCoupling(layout, c, heldHigh, heldLow, e, factor, present?.Weights[c], estimate.Weights[c]);
            }

            for (int g = 1; g < layout.Groups.Count; g++)
            {
                int size = layout.Groups[g].Size;
                for (int i = 0; i < size; i++)
                {
                    double high = plus[g][e * size + i], low = minus[g][e * size + i], factor = scale / examples * metric.Nodes[g][i];
                    estimate.Biases[g][i] -= factor * (high - low);
                    if (layout.Groups[g].PlasticLeak)
                    {
                        estimate.Leaks[g][i] += factor * (high * high - low * low) / 2;
                    }
                }
            }
        }

        return estimate;
    }

    /// <summary>Puts the external read-out's part of the gradient into an estimate: its own dC/dtheta at the nudged states.</summary>
    /// <param name="layout">The network; nothing happens if it has no external read-out.</param>
    /// <param name="parameters">The read-out's present weights and biases.</param>
    /// <param name="nudgedOutputs">
    /// What the cost saw of the outputs at the end of each nudged phase (one entry one-sided, two centered), row-major
    /// [examples x outputs].
    /// </param>
    /// <param name="targets">Row-major [examples x classes].</param>
    /// <param name="estimate">Its read-out entries are overwritten.</param>
    /// <remarks>dC/dW = o (softmax(o W + b) - d), averaged over examples and nudged phases (Laborieux et al. 2021).</remarks>
    public static void SetReadOut(
        NetworkLayout layout, NetworkParameters parameters, IReadOnlyList<double[]> nudgedOutputs,
        ReadOnlySpan<double> targets, NetworkParameters estimate)
    {
        if (layout.ReadOutClasses == 0)
        {
            return;
        }

        Array.Clear(estimate.ReadOutWeights);
        Array.Clear(estimate.ReadOutBiases);
        int examples = targets.Length / layout.ReadOutClasses;
        for (int e = 0; e < examples; e++)
        {
            double[] target = targets.Slice(e * layout.ReadOutClasses, layout.ReadOutClasses).ToArray();
            var cost = new OutputCost(layout, parameters, CostKind.CrossEntropy, target);
            foreach (double[] outputs in nudgedOutputs)
            {
                double[] one = outputs.AsSpan(e * layout.OutputCount, layout.OutputCount).ToArray();
                cost.AddReadOutGradient(one, 1.0 / (examples * nudgedOutputs.Count), estimate);
            }
        }
    }

    private static void AddCoupling(
        NetworkLayout layout, int index, Held plus, Held minus, int example, double factor, double[]? weights, double[] estimate)
    {
        Coupling coupling = layout.Couplings[index];
        bool reciprocal = coupling.Kind == EdgeKind.Reciprocal;
        int source = example * layout.Groups[coupling.Source].Size;
        int target = example * layout.Groups[coupling.Target].Size;
        foreach (var (i, j, entry) in PlasticSynapses.Of(layout, index))
        {
            double y = coupling.Gain * plus.Activity(coupling.Source, source + i);
            double yMinus = coupling.Gain * minus.Activity(coupling.Source, source + i);
            double z = plus.Activity(coupling.Target, target + j);
            double zMinus = minus.Activity(coupling.Target, target + j);
            double falls = reciprocal ? y * z - yMinus * zMinus : (y + yMinus) / 2 * (z - zMinus);
            if (coupling.IsResistive)
            {
                double load = plus.Load(coupling.Target, target + j) - minus.Load(coupling.Target, target + j);
                double behind = reciprocal && coupling.Source != 0
                    ? plus.Load(coupling.Source, source + i) - minus.Load(coupling.Source, source + i)
                    : 0;
                falls -= (weights![entry] < 0 ? -1 : 1) * (coupling.Gain * coupling.Gain * behind + load);
            }

            estimate[entry] -= factor * falls;
        }
    }

    /// <summary>Activities behind the output buffers.</summary>
    private static IReadOnlyList<double[]> Sensed(NetworkLayout layout, IReadOnlyList<double[]> activities) =>
        layout.Groups.All(group => group.OutputGain is null)
            ? activities
            : [.. layout.Groups.Zip(activities, (group, values) => group.OutputGain is { } gains ? [.. values.Select((y, k) => gains[k % gains.Count] * y)] : values)];

    private static int CountExamples(NetworkLayout layout, IReadOnlyList<double[]> plus, IReadOnlyList<double[]> minus)
    {
        int examples = plus[0].Length / layout.InputCount;
        bool fits = plus.Count == layout.Groups.Count && minus.Count == layout.Groups.Count;
        for (int g = 0; fits && g < layout.Groups.Count; g++)
        {
            int length = examples * layout.Groups[g].Size;
            fits = plus[g].Length == length && minus[g].Length == length;
        }

        return fits && examples > 0
            ? examples
            : throw new ArgumentException("The held activities do not fit the groups of the network.", nameof(plus));
    }

    /// <summary>What was held at the end of one phase, with what loads add to the energy there.</summary>
    private sealed class Held
    {
        private readonly IReadOnlyList<double[]> _activities;
        private readonly double[][] _loads;

        public Held(NetworkLayout layout, IReadOnlyList<double[]> activities)
        {
            _activities = activities;
            _loads = !layout.HasResistiveSynapses ? [] : [.. layout.Groups.Select((g, i) =>
            {
                var activation = new ActivationFunction(g.Activation, g.Gain, g.Threshold);
                return Array.ConvertAll(activities[i], activation.InverseIntegral);
            })];
        }

        public double Activity(int group, int at) => _activities[group][at];

        public double Load(int group, int at) => _loads[group][at];
    }
}
