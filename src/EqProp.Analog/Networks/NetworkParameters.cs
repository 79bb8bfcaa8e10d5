namespace EqProp.Analog.Networks;

/// <summary>
/// Everything that learning writes, in dimensionless units: weights and biases of the chip, and those of the external
/// read-out. Plain arrays that the caller owns.
/// </summary>
public sealed class NetworkParameters
{
    /// <summary>Makes zero parameters for a layout.</summary>
    /// <param name="layout">The layout.</param>
    public NetworkParameters(NetworkLayout layout)
    {
        Weights = [.. layout.Couplings.Select(c => new double[layout.Groups[c.Source].Size * layout.Groups[c.Target].Size])];
        Biases = [.. layout.Groups.Select((g, i) => new double[i == 0 ? 0 : g.Size])];
        Leaks = [.. layout.Groups.Select(g => new double[g.PlasticLeak ? g.Size : 0])];
        ReadOutWeights = new double[layout.OutputCount * layout.ReadOutClasses];
        ReadOutBiases = new double[layout.ReadOutClasses];
    }

    private NetworkParameters(double[][] weights, double[][] biases, double[][] leaks, double[] readOutWeights, double[] readOutBiases)
    {
        Weights = weights;
        Biases = biases;
        Leaks = leaks;
        ReadOutWeights = readOutWeights;
        ReadOutBiases = readOutBiases;
    }

    /// <summary>Weights of each coupling, row-major [source nodes x target nodes].</summary>
    public double[][] Weights { get; }

    /// <summary>Biases of each group; empty for the clamped group.</summary>
    public double[][] Biases { get; }

    /// <summary>
    /// Leaks of each group whose leaks learning may write (gamma of inhibitors), over the shared leak conductance; empty for the others.
    /// </summary>
    public double[][] Leaks { get; }

    /// <summary>Weights of the external read-out, row-major [outputs x classes]; empty without one.</summary>
    public double[] ReadOutWeights { get; }

    /// <summary>Biases of the external read-out, one a class; empty without one.</summary>
    public double[] ReadOutBiases { get; }

    /// <summary>Leaks that the nodes of a group have: those written where learning may, else those of the layout.</summary>
    /// <param name="layout">The layout that these parameters belong to.</param>
    /// <param name="group">Index of the group.</param>
    /// <returns>One a node, over the shared leak conductance.</returns>
    public IReadOnlyList<double> LeaksOf(NetworkLayout layout, int group) =>
        layout.Groups[group].PlasticLeak ? Leaks[group] : layout.Groups[group].Leak;

    /// <summary>The chip as these parameters leave it: every leak that learning may write at its written value.</summary>
    /// <param name="layout">The layout that these parameters belong to.</param>
    /// <returns>The same layout where learning writes no leaks.</returns>
    public NetworkLayout WithLeaks(NetworkLayout layout) => layout.Groups.Any(group => group.PlasticLeak)
        ? layout with { Groups = [.. layout.Groups.Select((group, g) => group with { Leak = LeaksOf(layout, g) })] }
        : layout;

    /// <summary>Writes the leaks of the layout where learning may write others: those that a chip has before learning.</summary>
    /// <param name="layout">The layout that these parameters belong to.</param>
    public void ResetLeaks(NetworkLayout layout)
    {
        for (int g = 0; g < Leaks.Length; g++)
        {
            layout.Groups[g].Leak.Take(Leaks[g].Length).ToArray().CopyTo(Leaks[g], 0);
        }
    }

    /// <summary>A copy that shares nothing.</summary>
    /// <returns>The copy.</returns>
    public NetworkParameters Clone() => new(
        [.. Weights.Select(w => (double[])w.Clone())],
        [.. Biases.Select(b => (double[])b.Clone())],
        [.. Leaks.Select(g => (double[])g.Clone())],
        (double[])ReadOutWeights.Clone(),
        (double[])ReadOutBiases.Clone());

    /// <summary>Every array with its name in weight files: W0.., b1.., g1.. of the groups whose leaks learn, readout_W, readout_b.</summary>
    /// <returns>Names and the arrays themselves, not copies.</returns>
    public IEnumerable<(string Name, double[] Values)> Arrays()
    {
        for (int i = 0; i < Weights.Length; i++)
        {
            yield return ($"W{i}", Weights[i]);
        }

        for (int i = 1; i < Biases.Length; i++)
        {
            yield return ($"b{i}", Biases[i]);
        }

        for (int i = 1; i < Leaks.Length; i++)
        {
            if (Leaks[i].Length > 0)
            {
                yield return ($"g{i}", Leaks[i]);
            }
        }

        if (ReadOutBiases.Length > 0)
        {
            yield return ("readout_W", ReadOutWeights);
            yield return ("readout_b", ReadOutBiases);
        }
    }
}
