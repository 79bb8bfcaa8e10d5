using EqProp.Analog.Circuits;
using EqProp.Analog.Learning;
using EqProp.Analog.Networks;
using EqProp.Analog.Simulation;
using EqProp.Analog.Studies.Datasets;

namespace EqProp.Analog.Studies.Trials;

/// <summary>Takes some chips of a point, all of one data seed and one learning seed, through their stages and their test.</summary>
internal sealed class TrialRun
{
    private readonly TrialPlan _plan;
    private readonly Func<CircuitDescription, Dataset> _dataOf;
    private readonly SimulationOptions _options;
    private readonly FollowUp _followUp;
    private readonly CancellationToken _stop;

    /// <param name="plan">What they go through.</param>
    /// <param name="dataOf">Data of a circuit.</param>
    /// <param name="options">How to use the machine.</param>
    /// <param name="followUp">What else is measured of each.</param>
    /// <param name="stop">Stops between minibatches.</param>
    public TrialRun(TrialPlan plan, Func<CircuitDescription, Dataset> dataOf, SimulationOptions options, FollowUp followUp, CancellationToken stop)
    {
        _plan = plan;
        _dataOf = dataOf;
        _options = options;
        _followUp = followUp;
        _stop = stop;
    }

    /// <summary>Whether dies of a circuit run side by side: decided by circuit and protocol alone.</summary>
    public static bool FitsLanes(TrialPlan plan, CircuitDescription description) =>
        plan.SideBySide && description.Learning is { EarlyStop: null } && LayoutBuilder.Build(description).Cells.Count == 0 && EnsembleTrainer.Takes(description);

    /// <summary>Runs the chips.</summary>
    /// <param name="seeds">Their seeds.</param>
    /// <param name="ideal">What the ideal chip learned; null where they begin with random weights.</param>
    public IReadOnlyList<ChipFindings> Of(IReadOnlyList<TrialSeeds> seeds, IdealWeights? ideal)
    {
        ChipFindings[] chips = [.. seeds.Select(one => new ChipFindings(one) { Weights = ideal?.Parameters, Failure = ideal?.Failure })];
        foreach (TrialStage stage in _plan.Stages)
        {
            bool isLast = ReferenceEquals(stage, _plan.Stages[^1]);
            Together(stage.Circuit, stage.Epochs, Alive(chips), (some, bench) => Learn(some, bench, isLast));
        }

        if (!_plan.LearnsInUse)
        {
            Together(_plan.Use, epochs: null, Alive(chips), (some, bench) => Test(some, bench, epoch: 0));
        }

        foreach (ChipFindings chip in chips)
        {
            _followUp.Measure(chip, _plan.Use, _dataOf(SeededCircuit.Of(_plan.Use, chip.Seeds).Description), _options, _stop);
        }

        return chips;
    }

    private static ChipFindings[] Alive(IEnumerable<ChipFindings> chips) => [.. chips.Where(chip => chip.Failure is null)];

    // In one bench where dies run side by side, else each on a bench of its own.
    private void Together(ResolvedCircuit circuit, int? epochs, ChipFindings[] chips, Action<ChipFindings[], ITrialChips> work)
    {
        foreach (ChipFindings[] some in chips.Chunk(FitsLanes(_plan, circuit.Description) ? Math.Max(1, chips.Length) : 1))
        {
            using ITrialChips bench = PowerUp(circuit, epochs, some);
            work(some, bench);
            for (int i = 0; i < some.Length; i++)
            {
                some[i].Failure = bench.FailureOf(i);
            }
        }
    }

    private ITrialChips PowerUp(ResolvedCircuit circuit, int? epochs, ChipFindings[] some)
    {
        ResolvedCircuit first = SeededCircuit.Of(circuit, some[0].Seeds, epochs);
        Dataset data = _dataOf(first.Description);
        ITrialChips bench = FitsLanes(_plan, circuit.Description)
            ? new ChipLanes(first.Description, [.. some.Select(chip => chip.Seeds)], data, _options)
            : new LoneChip(first, data, _options);
        try
        {
            bench.Initialize();
            for (int i = 0; i < some.Length; i++)
            {
                if (some[i].Weights is { } weights)
                {
                    RequireSameShape(bench.ReadBack(i), weights);
                    bench.Program(i, weights);
                }
            }
        }
        catch
        {
            bench.Dispose();
            throw;
        }

        return bench;
    }

    private void Learn(ChipFindings[] chips, ITrialChips bench, bool isLastStage)
    {
        bool tests = isLastStage && _followUp.Needs.HasFlag(MeasureNeeds.EpochTests), isInUse = isLastStage && _plan.LearnsInUse;
        while (!bench.IsDone)
        {
            IReadOnlyList<double> errors = bench.RunEpoch(_stop);
            IReadOnlyList<TestFigures>? figures = tests && !bench.IsDone ? bench.Test(bench.EpochsDone, Limit, _stop) : null;
            for (int i = 0; i < chips.Length; i++)
            {
                chips[i].TrainErrorPercent = errors[i];
                chips[i].Epochs++;
                if (figures is not null)
                {
                    chips[i].EpochAccuracies.Add(figures[i].AccuracyPercent);
                }
            }
        }

        if (tests || isInUse)
        {
            Test(chips, bench, bench.EpochsDone + 1);
        }

        for (int i = 0; i < chips.Length; i++)
        {
            chips[i].Weights = bench.ReadBack(i);
            if (tests)
            {
                chips[i].EpochAccuracies.Add(chips[i].Test.AccuracyPercent);
            }
        }
    }

    private void Test(ChipFindings[] chips, ITrialChips bench, int epoch)
    {
        IReadOnlyList<TestFigures> figures = bench.Test(epoch, Limit, _stop);
        for (int i = 0; i < chips.Length; i++)
        {
            chips[i].Test = figures[i];
        }
    }

    private int Limit => _plan.TestExamples ?? int.MaxValue;

    private static void RequireSameShape(NetworkParameters has, NetworkParameters given)
    {
        if (!has.Arrays().Select(array => array.Values.Length).SequenceEqual(given.Arrays().Select(array => array.Values.Length)))
        {
            throw new InputException(
                "trial.shape", "trial", "The chip that learns has other synapses than the one that is used.", "Leave circuit.topology out of trial.ideal and trial.learnWith.");
        }
    }
}
