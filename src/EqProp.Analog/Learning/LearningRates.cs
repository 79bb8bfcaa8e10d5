using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Learning;

/// <summary>The learning rate of every coupling, of every group's biases, and of the read-out.</summary>
public sealed record LearningRates
{
    private LearningRates(double[] weights, double[] biases, double[] leaks, double readOut)
    {
        Weights = weights;
        Biases = biases;
        Leaks = leaks;
        ReadOut = readOut;
    }

    /// <summary>Of each coupling.</summary>
    public IReadOnlyList<double> Weights { get; }

    /// <summary>Of each group's biases; index 0 is unused.</summary>
    public IReadOnlyList<double> Biases { get; }

    /// <summary>Of each group's leaks; 0 for those that learning may not write.</summary>
    public IReadOnlyList<double> Leaks { get; }

    /// <summary>Of the external read-out.</summary>
    public double ReadOut { get; }

    /// <summary>Spreads the rates of a description over a layout.</summary>
    /// <param name="layout">The chip's layout.</param>
    /// <param name="learning">The description.</param>
    /// <returns>The rates at the first epoch.</returns>
    public static LearningRates Of(NetworkLayout layout, LearningBlock learning)
    {
        InhibitorLearningBlock inhibitor = learning.Inhibitor ?? new();
        var inhibitors = layout.Cells.Select(cell => cell.Inhibitor).ToHashSet();
        int synapses = layout.Couplings.Count(c => !inhibitors.Contains(c.Target));
        bool eachWay = learning.Rates.Count == synapses + (layout.ReadOutClasses > 0 ? 1 : 0);
        double Rate(int index) => learning.Rates.Count == 1 ? learning.Rates[0] : learning.Rates[index];
        double[] weights = [.. layout.Couplings.Select((coupling, c) =>
            c < synapses ? Rate(eachWay ? c : coupling.FeedbackOf ?? c) : inhibitor.CouplingRate)];
        double[] biases = new double[layout.Groups.Count];
        for (int g = 1; g < biases.Length; g++)
        {
            if (inhibitors.Contains(g))
            {
                biases[g] = inhibitor.BiasRate;
                continue;
            }

            int feeding = Array.FindIndex([.. layout.Couplings], c => c.Target == g);
            biases[g] = learning.BiasRates is { } rates
                ? rates[rates.Count == 1 ? 0 : g - 1]
                : feeding < 0 ? learning.Rates[0] : weights[feeding];
        }

        double[] leaks = [.. layout.Groups.Select(group => group.PlasticLeak ? inhibitor.LeakRate : 0)];
        return new(weights, biases, leaks, layout.ReadOutClasses > 0 ? learning.Rates[^1] : 0);
    }

    /// <summary>All rates times a factor.</summary>
    /// <param name="factor">The factor.</param>
    /// <returns>New rates.</returns>
    public LearningRates Times(double factor) =>
        new([.. Weights.Select(r => r * factor)], [.. Biases.Select(r => r * factor)], [.. Leaks.Select(r => r * factor)], ReadOut * factor);
}
