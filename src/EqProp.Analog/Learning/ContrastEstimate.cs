using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Learning;

/// <summary>
/// The equilibrium propagation estimate of the gradient dJ/dtheta from what was held at the end of two phases: what an
/// ideal plasticity unit measures. A step down the gradient is minus a learning rate times it. Entries that learning
/// may not write are zero.
/// </summary>
public static class ContrastEstimate
{
    /// <summary>The estimate for all weights and biases of the chip; the external read-out's entries stay zero.</summary>
    /// <param name="layout">The network.</param>
    /// <param name="plus">
    /// Activities y = rho(s) held at the end of the phase that is added: one array a group, the clamped group first,
    /// row-major [examples x nodes].
    /// </param>
    /// <param name="minus">Those of the phase that is subtracted.</param>
    /// <param name="scale">1 / beta one-sided (beta with its sign), 1 / (2 beta) centered.</param>
    /// <returns>The estimate, averaged over the examples.</returns>
    /// <exception cref="ArgumentException">The arrays do not fit the layout.</exception>
    /// <remarks>
    /// Reciprocal: -scale (y_i y_j (plus) - y_i y_j (minus)) (Scellier and Bengio 2017). One-way: -scale times the mean
    /// of the source's two activities times the change of the target's (Scellier et al. 2018, with the change of y in
    /// place of that of s). Biases: -scale times the change of y.
    /// </remarks>
    public static NetworkParameters Compute(
        NetworkLayout layout, IReadOnlyList<double[]> plus, IReadOnlyList<double[]> minus, double scale)
    {
        int examples = CountExamples(layout, plus, minus);
        var estimate = new NetworkParameters(layout);
        for (int e = 0; e < examples; e++)
        {
            for (int c = 0; c < layout.Couplings.Count; c++)
            {
                AddCoupling(layout, c, plus, minus, e, -scale / examples, estimate.Weights[c]);
            }

            for (int g = 1; g < layout.Groups.Count; g++)
            {
                int size = layout.Groups[g].Size;
                for (int i = 0; i < size; i++)
                {
                    estimate.Biases[g][i] -= scale / examples * (plus[g][e * size + i] - minus[g][e * size + i]);
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
        NetworkLayout layout, int index, IReadOnlyList<double[]> plus, IReadOnlyList<double[]> minus, int example,
        double factor, double[] estimate)
    {
        Coupling coupling = layout.Couplings[index];
        var (sourcePlus, sourceMinus) = Row(coupling.Source);
        var (targetPlus, targetMinus) = Row(coupling.Target);
        foreach (var (i, j, entry) in PlasticSynapses.Of(layout, index))
        {
            estimate[entry] += factor * (coupling.Kind == EdgeKind.Reciprocal
                ? sourcePlus[i] * targetPlus[j] - sourceMinus[i] * targetMinus[j]
                : (sourcePlus[i] + sourceMinus[i]) / 2 * (targetPlus[j] - targetMinus[j]));
        }

        (ArraySegment<double> Plus, ArraySegment<double> Minus) Row(int group)
        {
            int size = layout.Groups[group].Size;
            return (new(plus[group], example * size, size), new(minus[group], example * size, size));
        }
    }

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
}
