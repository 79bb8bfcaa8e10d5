using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.Numerics.RandomStreams;
using EqProp.Analog.TestKit;

namespace EqProp.Analog.Tests;

/// <summary>Random networks of FitzHugh-Nagumo neurons, with one random example each.</summary>
internal static class CellNetworks
{
    /// <summary>Weights up to <paramref name="scale"/> over the root of the fan-in (resistors from 0), currents I up to 0.5, b around that of the layout.</summary>
    public static RandomNetwork Draw(NetworkLayout layout, int seed, double scale = 0.5)
    {
        var stream = new RandomStream(seed, StreamPurpose.Study);
        var parameters = new NetworkParameters(layout);
        for (int c = 0; c < layout.Couplings.Count; c++)
        {
            Coupling coupling = layout.Couplings[c];
            double limit = scale / Math.Sqrt(layout.Groups[coupling.Source].Size);
            Fill(parameters.Weights[c], () => coupling.IsResistive ? stream.NextUniform(0, limit) : stream.NextUniform(-limit, limit));
        }

        for (int g = 1; g < layout.Groups.Count; g++)
        {
            bool isInhibitor = layout.Cells.Any(cell => cell.Inhibitor == g);
            Fill(parameters.Biases[g], () => layout.Groups[g].Bias + (isInhibitor ? stream.NextUniform(-0.1, 0.1) : stream.NextUniform(-0.5, 0.3)));
        }

        var inputs = new double[layout.InputCount];
        Fill(inputs, () => stream.NextUniform(-1, 1));
        var target = new double[layout.AnswerCount];
        Fill(target, () => stream.NextUniform(-0.5, 0.5));
        return new RandomNetwork(layout, parameters, inputs, target);
    }

    /// <summary>Every activator sees -c v and every inhibitor d u, with c and d drawn within a spread around 1.</summary>
    public static NetworkLayout Mismatched(NetworkLayout layout, double spread, int seed)
    {
        var stream = new RandomStream(seed, StreamPurpose.Study, 3);
        return layout with
        {
            Links = [.. layout.Links.Select(link => link.Loads ? link : link with
            {
                Gains = [.. link.Gains.Select(gain => gain * (1 + stream.NextUniform(-spread, spread)))],
            })],
        };
    }

    /// <summary>The gradient by equilibrium propagation, centered, from operating points settled as far as double precision goes.</summary>
    public static NetworkParameters Estimate(RandomNetwork network, double beta, bool centered = true)
    {
        NetworkEquations equations = network.Equations;
        ReferenceEquilibrium free = ReferenceEquilibrium.Settle(equations, network.Inputs);
        double[][] Nudged(double strength) => ReferenceEquilibrium
            .Settle(equations, network.Inputs, new OutputNudge(network.Cost, strength, network.Target), free.State).Activities;
        return ContrastEstimate.Compute(
            network.Layout, Nudged(beta), centered ? Nudged(-beta) : free.Activities, centered ? 1 / (2 * beta) : 1 / beta, network.Parameters);
    }

    /// <summary>Central differences of the settled cost.</summary>
    public static NetworkParameters Differences(RandomNetwork network) =>
        ReferenceGradient.FiniteDifference(network.Equations, network.Inputs, network.Cost, network.Target);

    public static NetworkParameters Adjoint(RandomNetwork network) =>
        ReferenceGradient.Adjoint(network.Equations, network.Inputs, network.Cost, network.Target);

    private static void Fill(double[] values, Func<double> next)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = next();
        }
    }
}
