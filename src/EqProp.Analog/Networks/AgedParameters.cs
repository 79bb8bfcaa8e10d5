using EqProp.Analog.Circuits;
using EqProp.Analog.Devices;
using EqProp.Analog.NonIdealities;

namespace EqProp.Analog.Networks;

/// <summary>What the conductances of a chip have become some time after learning.</summary>
public static class AgedParameters
{
    /// <summary>Ages all weights; biases and leaks stay.</summary>
    /// <param name="chip">The chip, whose die names each device's drift.</param>
    /// <param name="written">Parameters as they were written.</param>
    /// <param name="seconds">Time since the write.</param>
    /// <returns>New parameters: the same numbers where the circuit says nothing of aging.</returns>
    /// <remarks>
    /// Read noise is drawn once: it is the same at every minibatch of a measurement, and another at another time. The exponents of drift are those of the
    /// die at any time.
    /// </remarks>
    public static NetworkParameters After(ChipInstance chip, NetworkParameters written, double seconds)
    {
        NetworkParameters aged = written.Clone();
        if (chip.Description.Circuit.Coupling.Device is not { Aging: not null } device)
        {
            return aged;
        }

        var streams = new DieStreams(chip.Seed);
        for (int c = 0; c < aged.Weights.Length; c++)
        {
            Coupling coupling = chip.Layout.Couplings[c];
            int targets = chip.Layout.Groups[coupling.Target].Size;
            var aging = new DeviceAging(device, DeviceRange.Of(device, chip.Layout.RangeOf(coupling)), seconds, chip.Description.Simulation.NoiseSeed);
            double[] weights = aging.Apply(written.Weights[c], i => coupling.Exists(i / targets, i % targets, targets), streams, c);
            if (coupling.Kind == EdgeKind.Reciprocal && coupling.Source == coupling.Target)
            {
                // Both entries of a pair are one synapse.
                for (int i = 0; i < weights.Length; i++)
                {
                    (int row, int column) = Math.DivRem(i, targets);
                    weights[i] = row > column ? weights[column * targets + row] : weights[i];
                }
            }

            weights.CopyTo(aged.Weights[c], 0);
        }

        return aged;
    }
}
