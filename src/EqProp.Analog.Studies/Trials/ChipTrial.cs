using System.Runtime.ExceptionServices;
using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.Simulation;
using EqProp.Analog.Studies.Datasets;

namespace EqProp.Analog.Studies.Trials;

/// <summary>
/// Fabricates chips, teaches them or writes weights into them, and measures them. A chip has the outcome of <c>eqprop train --die-seed</c> (of <c>eqprop evaluate</c>,
/// where weights are only copied) with its seeds: to the bit where it runs by itself, within rounding where dies run side by side in vector lanes. Which of the two
/// depends on the circuit (<see cref="EnsembleTrainer.Takes"/>) and <see cref="TrialProtocol.SideBySide"/> alone, so that outcomes do not depend on what else is tried.
/// </summary>
/// <remarks>
/// Calls may come from any number of threads. Circuits that stop early by a rule, and cells, which are first searched for oscillations, run by themselves. Data and the weights
/// of ideal chips are kept between calls.
/// </remarks>
public sealed class ChipTrial : ITrial
{
    private const int DatasetsToKeep = 4;
    private const int IdealsToKeep = 1024;

    private readonly DatasetLocation _location;
    private readonly IReadOnlyList<MeasureEntry> _measures;
    private readonly SimulationOptions _options;
    private readonly FollowUp _followUp;
    private readonly RecentValues<DatasetBlock, Dataset> _data = new(DatasetsToKeep);
    private readonly RecentValues<(string Hash, int Data, int Learning), IdealWeights> _ideals = new(IdealsToKeep);

    /// <summary>Prepares trials.</summary>
    /// <param name="data">Where data files are.</param>
    /// <param name="measures">Names of measures, in the order of the numbers (<see cref="MeasureCatalog"/>); the usual ones if empty.</param>
    /// <param name="options">How to use the machine; outcomes do not depend on it.</param>
    /// <param name="componentShelf">Folder of the shipped component tables (<c>circuits/components</c>), for measures of energy; beside the program by default.</param>
    /// <exception cref="InputException">There is no such measure.</exception>
    public ChipTrial(DatasetLocation data, IReadOnlyList<string> measures, SimulationOptions options, string? componentShelf = null)
    {
        _location = data;
        _measures = MeasureCatalog.Find(measures);
        _options = options with { Meter = null };
        MeasureNeeds needs = _measures.Aggregate(MeasureNeeds.None, (all, entry) => all | entry.Needs);
        _followUp = new(needs, data, componentShelf ?? Path.Combine(AppContext.BaseDirectory, "circuits", "components"));
    }

    /// <inheritdoc/>
    public IReadOnlyList<TrialMeasure> Measures => [.. _measures.Select(entry => entry.Measure)];

    /// <inheritdoc/>
    public void Check(TrialPoint point) => TrialPlan.Of(point);

    /// <inheritdoc/>
    public IReadOnlyList<TrialOutcome> Run(TrialPoint point, IReadOnlyList<TrialSeeds> seeds, CancellationToken stop)
    {
        TrialPlan plan = TrialPlan.Of(point);
        Dictionary<(int, int), IdealWeights> ideals = LearnIdeals(plan, seeds, stop);
        int together = LargestGroup(plan);
        int[][] groups = [.. Enumerable.Range(0, seeds.Count).GroupBy(k => (seeds[k].Data, seeds[k].Learning)).SelectMany(same => same.Chunk(together))];
        var outcomes = new TrialOutcome[seeds.Count];
        Spread(groups.Length, stop, (g, options) =>
        {
            TrialSeeds[] some = [.. groups[g].Select(k => seeds[k])];
            IdealWeights? ideal = ideals.GetValueOrDefault((some[0].Data, some[0].Learning));
            IReadOnlyList<ChipFindings> found = new TrialRun(plan, DataOf, options, _followUp, stop).Of(some, ideal);
            for (int i = 0; i < some.Length; i++)
            {
                outcomes[groups[g][i]] = OutcomeOf(found[i]);
            }
        });
        return outcomes;
    }

    private TrialOutcome OutcomeOf(ChipFindings found) =>
        new([.. _measures.Select(entry => found.Failure is null || entry.OfFailures ? entry.Of(found) : double.NaN)], found.Failure);

    private Dataset DataOf(CircuitDescription description) =>
        _data.Get(description.Learning!.Dataset, () => DatasetCatalog.Load(description.Learning!.Dataset, _location));

    private int LargestGroup(TrialPlan plan)
    {
        IEnumerable<CircuitDescription> circuits = plan.Stages.Select(stage => stage.Circuit.Description).Append(plan.Use.Description);
        return circuits.Max(description => TrialRun.FitsLanes(plan, description) ? ChipLanes.ChipsAtOnce(description, _options) : 1);
    }

    private Dictionary<(int, int), IdealWeights> LearnIdeals(TrialPlan plan, IReadOnlyList<TrialSeeds> seeds, CancellationToken stop)
    {
        if (plan.Ideal is not { } ideal)
        {
            return [];
        }

        (int Data, int Learning)[] keys = [.. seeds.Select(one => (one.Data, one.Learning)).Distinct()];
        var learned = new IdealWeights[keys.Length];
        Spread(keys.Length, stop, (k, options) =>
            learned[k] = _ideals.Get((ideal.Hash, keys[k].Data, keys[k].Learning), () => LearnIdeal(ideal, keys[k], options, stop)));
        return keys.Zip(learned).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    private IdealWeights LearnIdeal(ResolvedCircuit ideal, (int Data, int Learning) seeds, SimulationOptions options, CancellationToken stop)
    {
        CircuitDescription description = SeededCircuit.ForLearning(ideal.Description, seeds.Data, seeds.Learning);
        using var chip = new LoneChip(ideal with { Description = description }, DataOf(description), options);
        chip.Initialize();
        while (!chip.IsDone)
        {
            chip.RunEpoch(stop);
        }

        return new(chip.ReadBack(0), chip.FailureOf(0) is { } failure ? $"The ideal chip failed: {failure}" : null);
    }

    // Threads go to whole groups; where there are fewer groups than threads, each has several.
    private void Spread(int count, CancellationToken stop, Action<int, SimulationOptions> work)
    {
        SimulationOptions each = _options with { Threads = Math.Max(1, _options.Threads / Math.Max(1, count)) };
        try
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = _options.Threads, CancellationToken = stop }, k => work(k, each));
        }
        catch (AggregateException several)
        {
            // What is wrong with one group is wrong with all.
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }
    }
}
