using EqProp.Analog.Circuits;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Energy.Baselines;

/// <summary>
/// Published chips with an energy for one operation and a statement of what it counts. Chips whose energy is told for a whole task, or not at all, are not here:
/// their numbers cannot be carried over to another network.
/// </summary>
public static class PublishedChips
{
    private const double Pico = 1e-12;
    private const double Femto = 1e-15;
    private const string Seneca = "table 3 of the SENECA paper, PMC10326429";
    private const string Spiking = "energy table of keras-spiking";

    /// <summary>How operations of a network are counted on these chips.</summary>
    public const string Counting =
        "one synaptic operation a synapse and inference, that is one time step in which every neuron is active; a network of spikes takes as many times more as it has time steps, times its activity. "
        + "Neurons are not counted.";

    /// <summary>All rows.</summary>
    public static IReadOnlyList<PublishedChip> All { get; } =
    [
        new("Loihi", PublishedOperation.SynapticOperation, 23.6 * Pico, 27.1 * Pico, "chip, active; the upper end with 3.5 pJ of its share in a spike", $"{Spiking}; {Seneca}", FitKind.Measured),
        new("Loihi", PublishedOperation.SynapticUpdate, 120 * Pico, 120 * Pico, "chip, active", "not read again", FitKind.Assumed),
        new("SpiNNaker", PublishedOperation.SynapticOperation, 45 * Pico, 13.3e3 * Pico, "the lower end incremental, the upper end the whole system", $"{Seneca}; {Spiking}", FitKind.Measured),
        new("SpiNNaker 2", PublishedOperation.SynapticOperation, 10 * Pico, 450 * Pico, "the lower end incremental, the upper end the whole system", $"{Seneca}; {Spiking}", FitKind.Measured),
        new("TrueNorth", PublishedOperation.SynapticOperation, 2.5 * Pico, 26 * Pico, "chip; two definitions of the operation", $"Akopyan 2015 by {Seneca}; Merolla 2014, not read again", FitKind.Assumed),
        new("ODIN", PublishedOperation.SynapticOperation, 12.7 * Pico, 12.7 * Pico, "digital chip, per synaptic operation", Seneca, FitKind.Measured),
        new("ReckOn", PublishedOperation.SynapticOperation, 5.3 * Pico, 5.3 * Pico, "digital chip, per synaptic operation", Seneca, FitKind.Measured),
        new("SENECA", PublishedOperation.SynapticOperation, 2.8 * Pico, 2.8 * Pico, "digital chip, per synaptic operation", Seneca, FitKind.Measured),
        new("Fowler-Nordheim memory", PublishedOperation.SynapticUpdate, 5 * Femto, 5 * Femto, "the memory device alone, to 14 bits", "arXiv 2104.05926", FitKind.Measured),
    ];

    /// <summary>How often a network does an operation, in an inference or in the write of one update.</summary>
    /// <param name="layout">The network.</param>
    /// <param name="operation">Which operation.</param>
    /// <returns>Synapses, or weights that are written, by <see cref="Counting"/>.</returns>
    public static long OperationsOf(NetworkLayout layout, PublishedOperation operation)
    {
        ChipCounts counts = new(layout);
        return operation == PublishedOperation.SynapticOperation ? counts.Synapses : counts.Synapses + counts.Neurons;
    }
}
