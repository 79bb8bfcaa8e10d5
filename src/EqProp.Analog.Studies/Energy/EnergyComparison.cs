using EqProp.Analog.Circuits;
using EqProp.Analog.Energy;
using EqProp.Analog.Energy.Baselines;
using EqProp.Analog.Networks;

namespace EqProp.Analog.Studies.Energy;

/// <summary>The same network on digital circuits and on published chips, each with what it counts and where it stands.</summary>
public static class EnergyComparison
{
    /// <summary>Name of the component table of digital arithmetic and memories.</summary>
    public const string Table = "digital-45nm";

    private const string Inference = "inference";

    // The sizes of the memories, and the next one where weights do not fit.
    private static readonly (DigitalMemory Memory, long Bytes)[] Memories =
        [(DigitalMemory.Cache8kB, 8L << 10), (DigitalMemory.Cache32kB, 32L << 10), (DigitalMemory.Sram1MB, 1L << 20), (DigitalMemory.Dram, long.MaxValue)];

    /// <summary>Costs a network elsewhere.</summary>
    /// <param name="description">A resolved description.</param>
    /// <param name="shelf">Folder of the shipped component tables.</param>
    /// <returns>Rows of inferences, then of updates; none of updates where the circuit does not learn.</returns>
    /// <exception cref="InputException">The shipped table is missing or wrong.</exception>
    public static IReadOnlyList<ComparedCost> Of(CircuitDescription description, string shelf)
    {
        NetworkLayout layout = LayoutBuilder.Build(description);
        ComponentTable table = ComponentTableFile.Read(Table, "", shelf);
        var digital = new DigitalBaseline(layout, table);
        var uncertainty = new EnergyUncertainty();
        List<ComparedCost> rows =
        [
            .. Enum.GetValues<DigitalNumber>().Select(number => Digital(Inference, memory => digital.Inference(number, memory), uncertainty)),
            .. PublishedChips.All.Where(chip => chip.Operation == PublishedOperation.SynapticOperation).Select(chip => Published(Inference, chip, layout)),
        ];
        if (description.Learning is { } learning)
        {
            string task = $"update of {learning.BatchSize} {(learning.BatchSize == 1 ? "example" : "examples")}";
            rows.AddRange(Enum.GetValues<DigitalNumber>().Select(number => Digital(task, memory => digital.Training(number, memory, learning.BatchSize), uncertainty)));
            rows.AddRange(PublishedChips.All.Where(chip => chip.Operation == PublishedOperation.SynapticUpdate).Select(chip => Published("write of one update", chip, layout)));
        }

        return rows;
    }

    private static ComparedCost Digital(string task, Func<DigitalMemory, BaselineCost> cost, EnergyUncertainty uncertainty)
    {
        long bytes = cost(DigitalMemory.Dram).WeightBytes;
        BaselineCost costed = cost(Memories.First(memory => bytes <= memory.Bytes).Memory);
        EnergyEstimate estimate = uncertainty.Of(costed.Items);
        string missing = costed.Missing.Count == 0 ? "" : $" Missing: {string.Join(", ", costed.Missing.Select(one => $"{one.Component} {one.Action}"))}.";
        FitKind?[] fits = [.. costed.Items.Select(item => item.Fit).Distinct()];
        return new()
        {
            Name = costed.Name,
            Task = task,
            Joules = estimate.Joules,
            Low = estimate.Low,
            High = estimate.High,
            Boundary = costed.Boundary + missing,
            Source = string.Join(" | ", BoundaryLine.Sources(costed.Items)),
            Fit = fits.Length == 1 ? fits[0] : null,
        };
    }

    private static ComparedCost Published(string task, PublishedChip chip, NetworkLayout layout)
    {
        (double low, double high) = chip.Cost(PublishedChips.OperationsOf(layout, chip.Operation));
        return new()
        {
            Name = chip.Name,
            Task = task,
            Joules = low,
            Low = low,
            High = high,
            Boundary = $"{chip.Boundary}; {PublishedChips.Counting}",
            Source = chip.Source,
            Fit = chip.Fit,
        };
    }
}
