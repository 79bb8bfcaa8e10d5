using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Simulation.Noise;

/// <summary>
/// Covariance of the white noise currents of a network where resistors sit between membranes: one source each, which takes from one membrane
/// what it gives to the other. Only so has a passive network the covariance k T / C.
/// </summary>
/// <param name="layout">Groups and couplings.</param>
internal sealed class PassiveCovariance(NetworkLayout layout)
{
    private readonly int[] _first = FirstNodes(layout);

    /// <summary>Whether a coupling is a resistor between two membranes, with no buffer between.</summary>
    public static bool Joins(NetworkLayout layout, Coupling coupling) => coupling.IsResistive
        && coupling.Kind == EdgeKind.Reciprocal && coupling.Source > 0 && coupling.Target > 0
        && layout.Groups[coupling.Source].Activation == ActivationKind.Linear
        && layout.Groups[coupling.Target].Activation == ActivationKind.Linear;

    /// <summary>Whether a link is a resistor between two free nodes; its other direction is a link of its own.</summary>
    public static bool Joins(Link link) => link.Loads && link.Source > 0;

    /// <summary>Whether any resistor sits between two free nodes.</summary>
    public static bool Joins(NetworkLayout layout) => layout.Couplings.Any(coupling => Joins(layout, coupling)) || layout.Links.Any(Joins);

    /// <summary>The covariance between every two free nodes that resistors add, besides each node's own variance.</summary>
    /// <param name="scale">2 theta times the excess factor.</param>
    /// <param name="conductance">Of a coupling, an entry: what its target sees.</param>
    /// <returns>[free nodes x free nodes], zero on the diagonal.</returns>
    /// <remarks>An amplifier of gain A at the source draws 1 / A of the resistor's current there.</remarks>
    public double[,] Between(double scale, Func<int, int, int, double> conductance)
    {
        var covariance = new double[layout.FreeCount, layout.FreeCount];
        for (int c = 0; c < layout.Couplings.Count; c++)
        {
            Coupling coupling = layout.Couplings[c];
            if (Joins(layout, coupling))
            {
                Add(covariance, coupling, (i, j) => -scale * Math.Abs(conductance(c, i, j)) / coupling.Gain);
            }
        }

        foreach (Link link in layout.Links.Where(Joins))
        {
            for (int i = 0; i < link.Gains.Count; i++)
            {
                if (link.Gains[i] != 0)
                {
                    covariance[_first[link.Target] + i, _first[link.Source] + link.Seen(i)] -= scale * link.Gains[i];
                }
            }
        }

        return covariance;
    }

    private void Add(double[,] covariance, Coupling coupling, Func<int, int, double> entry)
    {
        bool within = coupling.Source == coupling.Target;
        for (int i = 0; i < layout.Groups[coupling.Source].Size; i++)
        {
            for (int j = within ? i + 1 : 0; j < layout.Groups[coupling.Target].Size; j++)
            {
                int a = _first[coupling.Source] + i, b = _first[coupling.Target] + j;
                covariance[a, b] += entry(i, j);
                covariance[b, a] += entry(i, j);
            }
        }
    }

    private static int[] FirstNodes(NetworkLayout layout)
    {
        var first = new int[layout.Groups.Count];
        for (int g = 2; g < first.Length; g++)
        {
            first[g] = first[g - 1] + layout.Groups[g - 1].Size;
        }

        return first;
    }
}
