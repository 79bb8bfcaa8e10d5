using EqProp.Analog.Circuits;
using EqProp.Analog.Numerics.RandomStreams;

namespace EqProp.Analog.Networks;

/// <summary>Makes the second copy of a chip that learns as a twin.</summary>
public static class TwinFabricator
{
    /// <summary>Fabricates the copy: another die of the same description, its synapses apart from those of the first as learning.twin says.</summary>
    /// <param name="first">The first copy, of a description that learns.</param>
    /// <returns>The second copy; the same element values where nothing spreads.</returns>
    public static ChipInstance SecondOf(ChipInstance first)
    {
        TwinBlock twin = first.Description.Learning?.Twin ?? new();
        ChipInstance second = ChipFabricator.Fabricate(first.Description, twin.DieSeed ?? unchecked(first.Seed + 1), first.Layout.ReadOutClasses);
        return twin.Mismatch == 0
            ? second
            : second with
            {
                Layout = second.Layout with { Couplings = [.. second.Layout.Couplings.Select((coupling, c) => Apart(second, coupling, c, twin.Mismatch))] },
            };
    }

    private static Coupling Apart(ChipInstance chip, Coupling coupling, int index, double sigma)
    {
        int rows = chip.Layout.Groups[coupling.Source].Size, columns = chip.Layout.Groups[coupling.Target].Size;
        bool paired = coupling.Kind == EdgeKind.Reciprocal && coupling.Source == coupling.Target;
        var factors = new double[rows * columns];
        for (int k = 0; k < factors.Length; k++)
        {
            var (i, j) = Math.DivRem(k, columns);
            int device = paired && i > j ? j * columns + i : k;
            factors[k] = 1 + sigma * new RandomStream(chip.Seed, StreamPurpose.TwinMismatch, (ulong)index << 32 | (uint)device).NextGaussian();
        }

        double[] Times(IReadOnlyList<double>? gains) => [.. factors.Select((factor, k) => factor * (gains?[k] ?? 1))];
        double[] forward = Times(coupling.ForwardGain);
        return coupling with
        {
            ForwardGain = forward,
            BackwardGain = ReferenceEquals(coupling.ForwardGain, coupling.BackwardGain) ? forward : Times(coupling.BackwardGain),
        };
    }
}
