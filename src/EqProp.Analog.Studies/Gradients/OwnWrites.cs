using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Learning.Rules;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Studies.Gradients;

/// <summary>The estimate that a chip's own rule makes of the gradient: what it writes at learning rates of 1, with the other sign.</summary>
internal static class OwnWrites
{
    /// <summary>Lets the chip learn once and puts its parameters back.</summary>
    /// <param name="network">The chip, settled freely and held.</param>
    /// <param name="learning">A resolved learning block.</param>
    /// <param name="targets">Row-major [examples x answers].</param>
    /// <returns>The estimate, rounded and clipped as the chip does.</returns>
    public static NetworkParameters Of(IPhysicalNetwork network, LearningBlock learning, ReadOnlySpan<float> targets)
    {
        NetworkParameters before = network.ReadBack();
        LearningRates rates = LearningRates.Of(network.Layout, learning with
        {
            Rates = [1],
            BiasRates = [1],
            Inhibitor = new() { CouplingRate = 1, BiasRate = 1, LeakRate = 1 },
        });
        LearningRuleCatalog.Create(learning).Learn(network, new(targets, rates, sign: 1));
        NetworkParameters estimate = network.ReadBack();
        network.Program(before);
        foreach (((_, double[] written), (_, double[] was)) in estimate.Arrays().Zip(before.Arrays()))
        {
            for (int k = 0; k < written.Length; k++)
            {
                written[k] = was[k] - written[k];
            }
        }

        return estimate;
    }
}
