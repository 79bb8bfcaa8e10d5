using EqProp.Analog.Networks;

namespace EqProp.Analog.Learning;

/// <summary>How weights, biases and leaks move a sum over the rates of the free nodes.</summary>
internal static class ParameterSensitivity
{
    /// <summary>The derivative of sum_i r_i ds_i/dt by every parameter that learning may write; the external read-out's entries are zero.</summary>
    /// <param name="equations">The network.</param>
    /// <param name="activities">Activities at the state, the clamped group first.</param>
    /// <param name="state">States of the free nodes.</param>
    /// <param name="byRate">r, one a free node.</param>
    /// <returns>Both entries of a pair within a reciprocal group hold the derivative by the weight that they share.</returns>
    public static NetworkParameters Of(NetworkEquations equations, double[][] activities, double[] state, double[] byRate)
    {
        NetworkLayout layout = equations.Layout;
        double[] byCurrent = equations.RateByCurrent(state), byLoad = equations.RateByLoad(state);
        double[][] sensitivity = SplitByGroup(layout, [.. byRate.Select((r, i) => r * byCurrent[i])]);
        double[][] load = SplitByGroup(layout, [.. byRate.Select((r, i) => r * byLoad[i])]);
        var gradient = new NetworkParameters(layout);
        for (int g = 1; g < layout.Groups.Count; g++)
        {
            sensitivity[g].CopyTo(gradient.Biases[g], 0);
            load[g].AsSpan(0, gradient.Leaks[g].Length).CopyTo(gradient.Leaks[g]);
        }

        NetworkParameters parameters = equations.Parameters;
        for (int c = 0; c < layout.Couplings.Count; c++)
        {
            AddCoupling(layout, c, activities, parameters.Weights[c], sensitivity, load, gradient.Weights[c]);
        }

        return gradient;
    }

    private static void AddCoupling(
        NetworkLayout layout, int index, double[][] activities, double[] weights, double[][] sensitivity, double[][] load, double[] gradient)
    {
        Coupling coupling = layout.Couplings[index];
        bool paired = PlasticSynapses.IsPaired(coupling);
        foreach (var (i, j, at) in PlasticSynapses.Of(layout, index))
        {
            int mirror = j * layout.Groups[coupling.Target].Size + i;
            double ahead = coupling.Forward(at, weights[at]), back = paired ? coupling.Forward(mirror, weights[at]) : coupling.Backward(at, weights[at]);
            double byAhead = coupling.ForwardGain?[at] ?? 1;
            double byBack = (paired ? coupling.ForwardGain?[mirror] : coupling.BackwardGain?[at]) ?? 1;
            double forward = byAhead * (sensitivity[coupling.Target][j] * coupling.Gain * activities[coupling.Source][i]
                + SynapseSign(coupling, ahead) * load[coupling.Target][j]);
            double backward = byBack * (sensitivity[coupling.Source][i] * activities[coupling.Target][j] / coupling.Gain
                + SynapseSign(coupling, back) * load[coupling.Source][i]);
            gradient[at] = coupling.Kind == Circuits.EdgeKind.Reciprocal ? forward + backward : forward;
        }
    }

    /// <summary>How a weight moves the load of a resistive synapse, d|W|/dW, 1 at zero; zero for a transconductance.</summary>
    private static double SynapseSign(Coupling coupling, double weight) => !coupling.IsResistive ? 0 : weight < 0 ? -1 : 1;

    /// <summary>Values of the free nodes as one array a group; zeros for the clamped one.</summary>
    private static double[][] SplitByGroup(NetworkLayout layout, double[] free)
    {
        double[] all = [.. new double[layout.InputCount], .. free];
        int offset = 0;
        var groups = new double[layout.Groups.Count][];
        for (int g = 0; g < groups.Length; g++)
        {
            groups[g] = all.AsSpan(offset, layout.Groups[g].Size).ToArray();
            offset += groups[g].Length;
        }

        return groups;
    }
}
